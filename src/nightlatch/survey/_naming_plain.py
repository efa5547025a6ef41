"""Names made of words of software and short numbers only: they are printed as they are, with nothing loaded.

Who may be called so is a question for every list of names and the checks of every category: a second of loading.
What this program says itself of a store that lets nobody in needs none of them. Whatever is not surely plain is for
:mod:`nightlatch.survey.naming`, which would leave the same names alone: a test holds this module to that.
"""

from __future__ import annotations

import re

from nightlatch.survey._naming_parts import FEW_DIGITS, SIGNS
from nightlatch.survey._naming_words import HALF, SURELY, TECHNICAL
from nightlatch.survey.fieldnames import vocabulary

_LONGEST = 200
_SIGN = re.compile(r"[@%\s]")  # addresses, what is written in percent signs, and names of several words

# Beside the words of software: what the evidence of the kinds of store says, and commands that are written in one word.
_SAID = vocabulary("""
added address addresses administer administered administers administrator administrators allow allowed allows alter
anonymous another answered anything ascii ask asked asks authenticate authinfo authorised authorize authorized
authorizer azureblob behind believe beyond bind blank brings buildinfo caller cannot changed changing checkaccess
checked claimed clear come comes comp compound configz controls dc ddl debugging decides del deletes deleting
delivered door dryrun edit enabled encryption everybody everything everywhere excsat execute exists false finds
forbidden forwards fsaction get gets give given gives greeting guards guessed guesses handshake hdel here hgetall
holds hset incomplete initialised itself jmx keeps kept kerberos kernels known knows let lets listed liststatus logged
logon look looked looks lpop lrange lset machine made make makes maximal me merges mlst mnt mounts needs neither
nightlatch nobody nor nothing offered opendistro ours outside over overwrite own owns plug prelogin propfind proved
proves publishing pushes put putrootfh qry reaches readable readdir reads refuse refused refuses remoteurl rename
replicaof req required resultant retained rolname rolsuper rpush sadd safe sasl say says scheme scram sealed see seen
self selfsubjectrulesreviews sends setuser shield shipped shown shows signed smembers somebody something speak srv
standby starts startup statements still stranger strangers subscribe subscribing superuser switched sys taken takes
tell tells there through told tree tried txt unknown unless unlink vectordb verb wants whatever whether whoami whoever
world writes writing x xpack yet
""")
EXACT = vocabulary("""
ACLs AllowAllAuthenticator AlwaysAllow JetStream MxAc NameNode NameNodeInfo NameNodeStatus NetrShareEnum OpenSearch
SaslHandshake StartupMessage connectionStatus enableDebuggingHandlers getACL getCmdLineOpts k8s listDatabases nameOnly
nightlatchControl policyStatus s s3 showPrivileges usersInfo v1 v2 v3
""")
WORDS = (TECHNICAL | _SAID) - SURELY - HALF


def is_plain(name: str) -> bool:
    """Is *name* surely nobody's, and no value?"""
    if not name.isascii() or len(name) > _LONGEST or _SIGN.search(name) or sum(map(str.isdigit, name)) >= FEW_DIGITS:
        return False
    return all(map(_is_plain, SIGNS.split(name)))


def _is_plain(part: str) -> bool:
    if not part or part.isdigit() or part in EXACT:
        return True
    is_one_word = part.islower() or part.isupper() or part.istitle()
    return is_one_word and part.lower() in WORDS
