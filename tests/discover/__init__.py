"""Tests of finding stores."""
