"""Keys and tokens by vendor, as the vendors issue them: one line a form, ``vendor prefix rest``.

*prefix* is literal, *rest* an RE2 pattern of what follows; together they are the whole token. Forms are facts that the
vendors' own documentation and public secret scanners agree on (GitHub secret scanning partners, GitLab token overview,
Stripe, Slack, AWS IAM unique identifiers ...), as of 2026. Keys made to be public (Stripe ``pk_``) are not among them.
"""

# Issued with a prefix of their own: the form is proof.
PREFIXED = r"""
1password ops_ eyJ[A-Za-z0-9+/_-]{100,}={0,3}
1password A3- [A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}
adafruit aio_ [A-Za-z0-9]{28}
adobe p8e- [A-Za-z0-9_-]{32}
airtable pat [A-Za-z0-9]{14}\.[0-9a-f]{64}
aiven aivenv1_ [A-Za-z0-9_-]{40,}
alibaba LTAI [A-Za-z0-9]{12,26}
anthropic sk-ant- [a-z0-9]{3,12}-[\w-]{80,120}
apify apify_api_ [A-Za-z0-9]{34,36}
artifactory AKCp [A-Za-z0-9]{69}
artifactory cmVmd [A-Za-z0-9]{59}
asana 1/ [0-9]{13,20}(?:/[0-9]{13,20})?:[0-9a-f]{32}
asana 2/ [0-9]{13,20}/[0-9]{13,20}:[0-9a-f]{32}
atlassian ATATT3 [\w=-]{180,200}
atlassian ATCTT3 [\w=-]{180,200}
atlassian ATSTT3 [\w=-]{180,200}
aws AKIA [A-Z0-9]{16}
aws ASIA [A-Z0-9]{16}
aws ABIA [A-Z0-9]{16}
aws ACCA [A-Z0-9]{16}
aws A3T [A-Z0-9]{17}
aws ABSK [A-Za-z0-9+/]{109,269}={0,2}
bitbucket ATBB [A-Za-z0-9_=.-]{24,40}
brevo xkeysib- [0-9a-f]{64}-[A-Za-z0-9]{16}
brevo xsmtpsib- [0-9a-f]{64}-[A-Za-z0-9]{16}
buildkite bkua_ [0-9a-f]{40}
canva cnvca [\w-]{40,60}
cerebras csk- [a-z0-9]{48}
checkly cu_ [0-9a-f]{32}
circleci CCIPAT_ [A-Za-z0-9]{22}_[0-9a-f]{40}
circleci CCIPRJ_ [A-Za-z0-9]{22}_[0-9a-f]{40}
clickhouse 4b1d [A-Za-z0-9]{38}
clickup pk_ [0-9]{6,10}_[A-Z0-9]{32}
clojars CLOJARS_ [0-9a-f]{60}
cloudflare v1.0- [0-9a-f]{24}-[0-9a-f]{146}
contentful CFPAT- [\w-]{43}
databricks dapi [0-9a-f]{32}(?:-[0-9])?
databricks dose [0-9a-f]{32}(?:-[0-9])?
defined-networking dnkey- [\w=-]{26}-[\w=-]{52}
deno ddp_ [A-Za-z0-9]{36}
deno ddo_ [A-Za-z0-9]{36}
digitalocean dop_v1_ [0-9a-f]{64}
digitalocean doo_v1_ [0-9a-f]{64}
digitalocean dor_v1_ [0-9a-f]{64}
discord https://discord.com/api/webhooks/ [0-9]{17,20}/[\w-]{60,80}
discord https://discordapp.com/api/webhooks/ [0-9]{17,20}/[\w-]{60,80}
docker dckr_pat_ [\w-]{27}
docker dckr_oat_ [\w-]{32}
doppler dp. (?:pt|ct|sa|scim|audit|st(?:\.[a-z0-9_-]{2,35})?)\.[A-Za-z0-9]{40,44}
dropbox sl. (?:u\.)?[\w-]{130,}
duffel duffel_ (?:test|live)_[\w=-]{43}
dynatrace dt0 [a-z][0-9]{2}\.[A-Z0-9]{24}\.[A-Z0-9]{64}
easypost EZAK [A-Za-z0-9]{54}
easypost EZTK [A-Za-z0-9]{54}
elevenlabs sk_ [0-9a-f]{48}
facebook EAA [A-Za-z0-9]{80,}
facebook EAACEdEose0cBA [A-Za-z0-9]{20,}
figma figd_ [\w-]{38,46}
firebase AAAA [\w-]{7}:[\w-]{140}
flutterwave FLWSECK- [0-9a-f]{32}-X
flutterwave FLWSECK_TEST- [A-Za-z0-9]{12,32}(?:-X)?
fly fo1_ [\w-]{43}
fly fm1a_ [A-Za-z0-9+/]{100,}={0,3}
fly fm1r_ [A-Za-z0-9+/]{100,}={0,3}
fly fm2_ [A-Za-z0-9+/]{100,}={0,3}
frameio fio-u- [\w=-]{64}
github ghp_ [A-Za-z0-9]{36}
github gho_ [A-Za-z0-9]{36}
github ghu_ [A-Za-z0-9]{36}
github ghs_ [A-Za-z0-9]{36}
github ghr_ [A-Za-z0-9]{36,76}
github github_pat_ [A-Za-z0-9]{22}_[A-Za-z0-9]{59}
gitlab glpat- [\w-]{20,22}
gitlab glpat- [\w-]{27,300}\.[0-9a-z]{2}\.?[0-9a-z]{7}
gitlab glptt- [0-9a-f]{40}
gitlab gldt- [\w-]{20,22}
gitlab glrt- [\w-]{20,22}
gitlab glrt- t[0-9]_[\w-]{20,300}(?:\.[0-9a-z]{2}\.?[0-9a-z]{7})?
gitlab glcbt- [0-9a-zA-Z]{1,5}_[\w-]{20,64}
gitlab glft- [\w-]{20,64}
gitlab glimt- [\w-]{25}
gitlab glagent- [\w-]{50}
gitlab gloas- [\w-]{64}
gitlab glsoat- [\w-]{20,50}
gitlab glffct- [\w-]{20}
gitlab GR1348941 [\w-]{20}
google AIza [\w-]{35}
google GOCSPX- [\w-]{28}
google ya29. [\w.-]{40,}
google 1// 0[\w-]{60,120}
grafana glc_ [A-Za-z0-9+/]{32,}={0,3}
grafana glsa_ [A-Za-z0-9]{32}_[0-9A-Fa-f]{8}
grafana eyJrIjoi [A-Za-z0-9+/]{60,}={0,3}
groq gsk_ [A-Za-z0-9]{52}
harness pat. [\w-]{22}\.[0-9a-zA-Z]{24}\.[A-Za-z0-9]{20}
harness sat. [\w-]{22}\.[0-9a-zA-Z]{24}\.[A-Za-z0-9]{20}
hashicorp-vault hvs. [\w-]{90,120}
hashicorp-vault hvb. [\w-]{138,300}
hashicorp-vault hvr. [\w-]{90,300}
heroku HRKU- AA[\w-]{58}
hubspot pat- (?:na|eu|ap)[0-9]-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}
huggingface hf_ [A-Za-z0-9]{34,40}
huggingface api_org_ [A-Za-z0-9]{34}
infracost ico- [A-Za-z0-9]{32}
jina jina_ [0-9a-f]{32}[\w-]{28}
langchain lsv2_pt_ [0-9a-f]{32}_[0-9a-f]{10}
langchain lsv2_sk_ [0-9a-f]{32}_[0-9a-f]{10}
launchdarkly sdk- [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}
launchdarkly api- [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}
linear lin_api_ [A-Za-z0-9]{40}
linear lin_oauth_ [0-9a-f]{64}
lob live_ [0-9a-f]{35}
lob test_ [0-9a-f]{35}
mailgun key- [0-9a-zA-Z]{32}
mapbox sk. eyJ[\w-]{40,200}\.[\w-]{22}
mapbox pk. eyJ[\w-]{40,200}\.[\w-]{22}
mapbox tk. eyJ[\w-]{40,200}\.[\w-]{22}
mercury secret-token:mercury_production_ [\w-]{20,80}
microsoft-teams https:// [a-z0-9-]+\.webhook\.office\.com/webhookb2/[0-9a-f@-]{73}/IncomingWebhook/[\w/-]{60,140}
mongodb mdb_sa_sk_ [\w-]{40}
neon napi_ [a-z0-9]{64}
netlify nfp_ [A-Za-z0-9]{36}
new-relic NRAK- [A-Z0-9]{27}
new-relic NRII- [\w-]{32}
new-relic NRJS- [0-9a-f]{19}
new-relic NRRA- [0-9a-f]{42}
notion ntn_ [0-9]{11}[A-Za-z0-9]{35}
notion secret_ [A-Za-z0-9]{43}
npm npm_ [A-Za-z0-9]{36}
npm // [\w.-]+(?::[0-9]+)?(?:/[\w.@-]+)*/:_auth(?:Token)? ?= ?[A-Za-z0-9+/=_-]{8,}
nuget oy2 [a-z0-9]{43}
nvidia nvapi- [\w-]{60,70}
octopus API- [A-Z0-9]{25,32}
openai sk- [A-Za-z0-9]{48}
openai sk- [A-Za-z0-9_-]{20,90}T3BlbkFJ[A-Za-z0-9_-]{20,90}
openai sk-proj- [\w-]{80,170}
openai sk-svcacct- [\w-]{80,170}
openai sk-admin- [\w-]{80,170}
openai sess- [A-Za-z0-9]{40}
openrouter sk-or-v1- [0-9a-f]{64}
openshift sha256~ [\w-]{43}
pagerduty pdus+ [\w+-]{16,64}
paypal access_token$ (?:production|sandbox)\$[0-9a-z]{16}\$[0-9a-f]{32}
perplexity pplx- [A-Za-z0-9]{48}
pinecone pcsk_ [A-Za-z0-9]{5,6}_[A-Za-z0-9]{60,70}
plaid access-sandbox- [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}
plaid access-development- [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}
plaid access-production- [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}
planetscale pscale_tkn_ [\w=.-]{32,64}
planetscale pscale_oauth_ [\w=.-]{32,64}
planetscale pscale_pw_ [\w=.-]{32,64}
posthog phx_ [A-Za-z0-9]{40,48}
postman PMAK- [0-9a-f]{24}-[0-9a-f]{34}
prefect pnu_ [A-Za-z0-9]{36}
prefect pnb_ [A-Za-z0-9]{36}
pulumi pul- [0-9a-f]{40}
pypi pypi- AgE(?:IcHlwaS5vcmc|NdGVzdC5weXBpLm9yZw)[\w-]{70,}
razorpay rzp_live_ [A-Za-z0-9]{14,24}
razorpay rzp_test_ [A-Za-z0-9]{14,24}
readme rdme_ [a-z0-9]{70}
render rnd_ [A-Za-z0-9]{28,36}
replicate r8_ [A-Za-z0-9]{37,40}
resend re_ [A-Za-z0-9]{8}_[A-Za-z0-9]{20,26}
rubygems rubygems_ [0-9a-f]{48}
salesforce 00D [A-Za-z0-9]{12,15}![\w.]{90,110}
scalingo tk-us- [\w-]{48}
scaleway SCW [A-Z0-9]{17}
segment sgp_ [A-Za-z0-9]{64}
sendgrid SG. [\w-]{20,24}\.[\w-]{39,50}
sentry sntrys_ eyJ[A-Za-z0-9+/=_-]{60,}
sentry sntryu_ [0-9a-f]{64}
sentry sntrya_ [0-9a-f]{64}
shippo shippo_live_ [0-9a-fA-F]{40}
shippo shippo_test_ [0-9a-fA-F]{40}
shopify shpat_ [0-9a-fA-F]{32}
shopify shpca_ [0-9a-fA-F]{32}
shopify shppa_ [0-9a-fA-F]{32}
shopify shpss_ [0-9a-fA-F]{32}
shopify shptka_ [0-9a-fA-F]{32}
shopify shpua_ [0-9a-fA-F]{32}
slack xoxb- [0-9]{8,14}-(?:[0-9]{8,14}-)?[A-Za-z0-9]{18,34}
slack xoxp- (?:[0-9]{6,14}-){2,3}[A-Za-z0-9]{18,34}
slack xoxa- (?:[0-9]-)?[A-Za-z0-9-]{8,170}
slack xoxr- (?:[0-9]-)?[A-Za-z0-9-]{8,170}
slack xoxs- (?:[0-9]{6,14}-){2,3}[0-9A-Za-z]{8,64}
slack xoxo- (?:[0-9]{6,14}-){2,3}[0-9A-Za-z]{8,64}
slack xoxe- (?:[0-9]-[A-Za-z0-9]{146}|(?:[0-9]{8,14}-){2,3}[A-Za-z0-9-]{28,34})
slack xoxe.xox [bp]-[0-9]-[A-Za-z0-9]{160,170}
slack xoxc- (?:[0-9]{8,14}-){2,3}[0-9a-f]{64}
slack xoxd- [A-Za-z0-9%+/=]{40,}
slack xapp- [0-9]-[A-Z0-9]{8,14}-[0-9]{10,14}-[0-9a-f]{64}
slack https://hooks.slack.com/ (?:services|workflows|triggers)/T[A-Za-z0-9]{8,12}/[A-Za-z0-9]{8,20}/[A-Za-z0-9/]{20,60}
sonarqube sqa_ [0-9a-f]{40}
sonarqube sqp_ [0-9a-f]{40}
sonarqube squ_ [0-9a-f]{40}
sourcegraph sgp_ (?:(?:[0-9a-fA-F]{16}|local)_)?[0-9a-fA-F]{40}
square sq0atp- [\w-]{22}
square sq0csp- [\w-]{43}
square sq0idp- [\w-]{22}
square EAAA [\w-]{56,64}
stripe sk_live_ [A-Za-z0-9]{16,247}
stripe sk_test_ [A-Za-z0-9]{16,247}
stripe rk_live_ [A-Za-z0-9]{16,247}
stripe rk_test_ [A-Za-z0-9]{16,247}
stripe whsec_ [A-Za-z0-9+/=]{32,64}
supabase sbp_ [0-9a-f]{40}
supabase sb_secret_ [\w-]{31,40}
tailscale tskey- (?:api|auth|client|webhook|scim)-[A-Za-z0-9]{10,24}-[A-Za-z0-9]{24,40}
tailscale tskey- [A-Za-z0-9]{10,24}-[A-Za-z0-9]{20,40}
telnyx KEY0 [0-9A-F]{31}_[A-Za-z0-9]{22}
thunderstore tss_ [A-Za-z0-9]{36}
together tgp_v1_ [\w-]{43}
tencent AKID [A-Za-z0-9]{32}
twilio SK [0-9a-f]{32}
typeform tfp_ [\w.=-]{44,59}
vercel vercel_blob_rw_ [A-Za-z0-9]{16}_[A-Za-z0-9]{30}
vultr VULTR- [A-Z0-9]{36}
xai xai- [A-Za-z0-9]{80}
yandex AQVN [\w-]{35,38}
yandex YCAJ [\w-]{21,36}
yandex y0_ [\w-]{55,60}
zapier https://hooks.zapier.com/hooks/catch/ [0-9]{5,9}/[a-z0-9]{6,8}/?
zuplo zpka_ [0-9a-f]{32}_[0-9a-f]{8}
"""

# No prefix, but marks of their own inside.
MARKED = r"""
azure [\w~.]{3}[0-9]Q~[\w~.-]{31,34}
azure [A-Za-z0-9+/]{76}\+(?:ASt|ACDb|AEh|AIoT|ARm|AMC)[A-Za-z0-9+/]{5,6}={1,2}
azure [A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}
azure [A-Za-z0-9]{52}JQQJ99[A-Za-z0-9]{26}
discord [MNO][A-Za-z0-9]{23,27}\.[\w-]{6}\.[\w-]{27,38}
facebook [0-9]{15,16}\|[\w-]{27}
mailchimp [0-9a-f]{32}-us[0-9]{1,2}
mailgun [0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}
maxmind [A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk
telegram (?:bot)?[0-9]{8,10}:[\w-]{35}
npm _authToken=[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}
terraform [A-Za-z0-9]{14}\.atlasv1\.[\w=-]{60,70}
"""

# Digests and UUIDs to look at: only a field name that names the vendor tells what they are.
NAMED = r"""
aws "aws secret access key, aws secret, secret access key, s3 secret" [A-Za-z0-9/+=]{40}
algolia "algolia" [0-9a-f]{32}
auth0 "auth0" [\w-]{64}
azure "azure storage key, azure account key, storage account key, azure, cosmos key" [A-Za-z0-9+/]{86}==
bitly "bitly" [0-9a-f]{40}
bugsnag "bugsnag" [0-9a-f]{32}
cloudflare "cloudflare, cf" [\w-]{40}|[0-9a-f]{37}
codecov "codecov" [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}
cohere "cohere" [A-Za-z0-9]{40}
coinbase "coinbase" [\w-]{64}|[A-Za-z0-9]{16,32}
datadog "datadog, dd" [0-9a-f]{32}|[0-9a-f]{40}
deepseek "deepseek" sk-[0-9a-f]{32}
fastly "fastly" [\w-]{32}
gemini "bard, palm" AIza[\w-]{35}
heroku "heroku" [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}
ipstack "ipstack" [0-9a-f]{32}
linkedin "linkedin" [A-Za-z0-9]{14,16}|WPL_AP1\.[\w.=+/]{10,60}
mandrill "mandrill" [\w-]{22}|md-[\w-]{22}
mixpanel "mixpanel" [0-9a-f]{32}
okta "okta" 00[\w-]{40}
opsgenie "opsgenie" [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}
pagerduty "pagerduty" [\w+-]{20}
postmark "postmark" [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}
rollbar "rollbar" [0-9a-f]{32}
snyk "snyk" [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}
splunk "splunk, hec" [0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}
spotify "spotify" [0-9a-f]{32}
steam "steam" [0-9A-F]{32}
trello "trello" [0-9a-f]{32}|[0-9a-f]{64}|ATTA[0-9a-f]{72}
twilio "twilio" [0-9a-f]{32}
twitch "twitch" [a-z0-9]{30}
twitter "twitter, x api" [0-9]{10,20}-[A-Za-z0-9]{40}|[A-Za-z0-9]{25}|[A-Za-z0-9]{45,50}|A{22}[A-Za-z0-9%]{80,100}
vonage "vonage, nexmo" [0-9a-f]{8}|[A-Za-z0-9]{16}
zendesk "zendesk" [A-Za-z0-9]{40}
"""
