"""Tests: real servers, open and closed, on loopback; as many negatives as positives."""
