"""Words that are no names, or not only: what keeps a table called "grant", "page" or "summer" its name.

Beside these, the words of field names, streets, companies and things that the classifier has are taken
(:mod:`nightlatch.survey._naming_people` puts them together). Typed in for this project.
"""

from __future__ import annotations

from nightlatch.survey.fieldnames import vocabulary

# Names by the lists, seldom anything else, though the classifier has them among particles, cities and terms too.
SURELY = vocabulary("""
anh bayan ben christian dang donna duong edi ernst finn fleur huong minh ngo ngoc nhan phuong sari sofia thanh thi ute
zaman
""")

# Names that are words, too: they stay wherever a thing can be called so.
ORDINARY = vocabulary("""
alaska alm amber angel ates ay baker bang baran baron bas bass bates beard bell berry best bill bird bishop black
blake blanc blanche blanco blessing blom bond booker booth bora born bos bose boss bossanova bravo brewer bridges
brooks brown buck bueno burger burns bush butler cai cain cannon carpenter carter casanova chad chambers chan chang
chase chen christ cicero clement clemente coban cole combs cong constanza conte cook cor cora cordero coronel cortes
costa cotton cousin crane cruz crystal curry dag dale dam dan dat dawn dean decker deng dick diez dixon domingo don
drake drew duke duman dung earl ed edit eko engin er ere ernst esa esi exposito fang farmer finn fisher fleming fleur
floor flora flores flowers ford foreman foster fox franca franco freeman frey frost fry fuentes gaines gama gamble
gates gene gentry german glaser glass glen glover golden gong good grace gray green groot gross guerra gun guy hall
halves hardy hart heath heather heck held herbst hidalgo hill hoa holder holland holly holm hong hood hope horn horne
house houston hu hudson hull hummel humphrey hung hunt hunter il im imam ion ira iris isam itaska ito jack jasmine
jasper jet jin jing jo joke jong jordan jos joy junge junker ka kaiser kale kana kane kanon kato kei keil king kiss
klein knight ko kono la lam lama lamb lambert lan lange langer lapin laurel leal leen legrand lei leite lesson lessons
li lie lien lies lima lin linke lis little liv lone long love lowe lu lugo ma made manar mane manning mao marin marina
marks marshall mason mata mate matos maximo mays meadows mega melody mercado mercedes mesa messina metin mile miles
mills mine misty modesto montes moon mora mori morse moss mura na nair nam natale nebraska nevin newton nick nickel
nil nimet noble noel norton nova novi nur oda odd oh oka ole om outi ova pace pala palmer pan pandit pant paris park
parker parks parra pascal pasha pastor pat payne peck pena perry petit petty pfeffer pim pinto platon plaza po poisson
pol pola poli polo polska poole pope poppy porter potter powers prince probst quan raja ram raman rane rati ray remo
rice richmond richter riddle rim rios riva robin roman romana romeo roque rose ruby rush sa sala salas salem sama san
santos sari saul savage sem sen shaka sharif sharp shepherd shields shin shiv sho sierra singer slater small smit snow
solis soma son song soo sora sow sparks spies springer stark stone stout strand strom strong su summers sung sunny
super supernova surya sweet sy ta tage tala tan tang tata tate testa thi till tin toft tone toon topi tor tord tore
tran travis tri tu tuna tunde turk turner ufuk umm unal up ura urban ute va valencia valentine van vani vega ventura
vera vi victor vil villa villanova violet virginia vit volpe walker wall walls ward ware washington waters weaver
wells white wild wilder wise wit witt wolf won wood woods workman yaa yen yip york young zimmer zulu
""")

# Of these, the ones that alone are mostly names; in a longer name they speak of a thing ("grace_period").
HALF = vocabulary("""
carpenter carter chad chase cora crystal dawn dean foster franco grace heather holly hope hunter jack jasmine
jasper jin jing jordan joy kato lambert laurel mao marina mason melody mercedes misty noel palmer parker perry poppy
raman robin roman romana romeo santos saul sharif shiv sierra sora sunny surya tang travis turner valentine vera
victor violet virginia walker weaver wolf
""")

# Words of databases, software and business, and of what this program itself says.
TECHNICAL = vocabulary("""
a abstract accept access account accounts ack acl acme action actions active activity actor adapter add addon addons
adhoc admin admins adwords affiliate agent agents agg aggregate aggregates ai airflow akka alarm alarms alert alerts
alias aliases all allocation also amqp an analytics analyze and angular annotation announcement ansible answer answers
any anybody anyone apache api apis apm app append applied appointment appointments apps apr april archive archived
archives are arg argo argocd args arn array artifact artifacts as asset assets assign assigned assignment assignments
association async at attachment attachments attempt attempts attendance attr attribute attributes auction audience
audio audit audits aug august auth authentication authority authorization auto autumn aux availability avatar avatars
avro aws azure back backend backends background backlog backup backups badge badges balance balances banner banners
bar bart base bases basic basket batch batches batteries be beacon beat beats been before being benchmark beta bi bid
bids big bigquery billing bin binary binlog bins bit blacklist blob blobs block blocked blocks blog blogs board boards
body book booking bookings bookmark bookmarks books boot bot bots bounce bounces box branch branches brand brands
breadcrumb broadcast broker brokers bucket buckets budget budgets buffer bug bugs build builder builds bulk bus
business but button buyer buyers by cache cached caches caddy calendar calendars call callback calls camera campaign
campaigns can canary cancel cancelled candidate candidates capacity card cards carrier cart carts case cases cassandra
catalog catalogue categories category cdc cdn celery cell cells cert certificate certificates certs change changelog
changes channel channels chart charts chat chats check checkout checkpoint checkpoints checks checksum child children
choice choices chrome chunk chunks ci circle city claim claims class classes clean cleaner cleanup click clickhouse
clicks client clients clone close closed cloud cloudfront cloudtrail cloudwatch cluster clusters cms code codes coin
coins collection collections collector column columns command commands comment comments commit commits common
community companies company compare compat complete completed component components compute computed condition config
configs configuration confirm connect connection connections connector connectors consent console constraint consul
consume consumer consumers contact contacts container containers content contents context contract contracts control
controller conversion conversions cookie cookies coordinator copy core corp cost costs could count counter counters
countries country counts coupon coupons course courses coverage crash crawl crawler create created creation creative
creatives credential credentials credit credits criteria crm cron crontab cross css csv currencies currency current
cursor custom customer customers cycle daemon daily dash dashboard dashboards dask data database databases dataset
datasets datasource date dates day days db dbo dbs dead deal deals debezium debit debug dec december decision deck
deep default defaults definition definitions delay delete deleted deliveries delivery delta demand demo department
departments dependencies deploy deployment deployments deposit desc description design desk desktop dest destination
detail details dev devel develop developer device devices devops dhcp dialog dict dictionary did diff digest dim
dimension dimensions dir direct directory disk dispatch display distribution dlq dms dns do doc docker docs doctrine
document documents does domain domains done dotnet down download downloads draft drafts driver drivers drop drupal
dump dumps duplicate dwh dynamic dynamo dynamodb each east ebs ec ecs edge edges edi editor efs eight eks elastic
elasticsearch elb element elements else email emails embed embedding embeddings emr enable encoding end endpoint
endpoints engine enqueue enrollment enrollments enterprise entities entity entries entry enum env environment
environments erp error errors es escrow estimate etc etcd eth etl eu evaluation even event events ever every everyone
ex exam example exams exception exceptions exchange exclude exec execution executions executor exp expense expenses
experiment experiments expired export exporter exports ext extension extensions extern external extra extract facebook
facet facets fact factory facts failed failure failures fallback family faq favorite favorites favourites fax feature
features feb february fee feed feedback feeds fees fetch few field fields file filebeat files filestore filter filters
final finance financial finished firebase firewall firm first five flag flags flash fleet flight flights flink float
flow flows fluent fluentd flush folder folders follow follower followers footer for force forecast forest form format
forms forum forums forward foundation four frame frames framework free freight fri friday from front frontend fs ft
ftp fulfillment full func function functions fund funds gallery game games gateway gateways gauge gcp gcs gdpr gen
general generated generic geo git gitea github gitlab glacier global glossary glue go goal goals google grade grades
grafana grant granted grants graph graphs grid group groups growth grpc guard guest guests gui guid guide guild had
hadoop hana handler has hash hashes have hbase hdfs he head header headers headline health healthcheck heap heartbeat
heartbeats height hello help helpdesk helper her hidden high hint his hist histogram history hit hits hive hold home
homepage hook hooks host hosting hosts hot hotel hour hourly hours how hr html http https hub icon icons id ide
identities identity idp ids idx if iis image images img impala implicit import importer imports impression impressions
in inbound inbox incident incidents include income increment index indexer indexes indices info infra ingest ingestion
ingress init inner input insert insight insights install instance instances int integer integration integrations
interface internal interval interview intranet inventory invitation invitations invite invites invoice invoices io iot
ip iptables irc is iso issue issues it item items iteration its jaeger jan january java javascript jboss jdbc jenkins
jetty jira job jobs join jooq journal journals js json jsonb jul july jun june jwt kafka kafka-connect key keycloak
keys keyspace keystore keyword keywords kibana kind kinesis knowledge kube kubernetes kv label labels lambda landing
lane lang language languages large last lat latency latest launch lava layer layers layout layouts ldap lead leads
league learning lease least leave leaves ledger legacy legal length less level levels lib library libs license
licenses lifecycle like likes limit limits line lines link links linux list listener listing listings lists live lng
load loader loan loans local locale locales localhost location locations lock locks log logfile logger logging login
logins logo logout logrotate logs logstash lon lookup loop loyalty magento mail mailbox mailer mailing mails main
maintenance manage management manager managers manifest manifests manual many map mapping mappings maps mar march
margin mariadb mark marked market marketing marketplace markets mart master match matches material materialized
materials matomo max may measurement measurements mech media meeting meetings member members membership memberships
memcached memo memory mention mentions menu menus merchant merge merged message messages messaging meta metabase
metadata method methods metric metricbeat metrics microservice mig might migrate migration migrations milestone
milestones min minio minute minutes mirror misc missing ml mobile mock mod mode model models moderation module modules
mon monday mongo mongodb monitor monitoring month monthly more most mount move movie movies mqtt ms msg mssql mta much
multi multipart music must mv mx my mysql name names namespace namespaces native nats nav navigation neo net netflow
network networks never new news newsletter newsletters next nextcloud nfs nginx night nightly nine no node nodejs
nodes nonce none normal not notary note notes notice notices notification notifications nov november null num number
numbers oauth object objects observer ocr oct october odoo of off offer offers office offline offset offsets ok okta
old on onboarding one online only op opcache open operation operations operator opportunity ops opt optimizer option
options or oracle orc order orderbook orders org organisation organization organizations origin origins orm os other
others our out outbound outbox output outputs overview owner owners pack package packages packet page pages pageviews
paid panel param parameter parameters params parent parents parser part participant participants partition partitions
partner partners parts party pass password passwords patch patches path paths patient patients pause pay payload
payment payments payout payouts paypal payroll pdf peer peers pending people per performance perm permission
permissions persistence person persons pg phone phones photo photos php phpmyadmin physical picture pictures pid ping
pings pipeline pipelines pivot place placement places plan planning plans platform play player players playlist
playlists plugin plugins pod podcast pods point points policies policy poll polls pool pools popup port portal portals
portfolio ports pos position positions post postal poster postfix postgres postgresql postmeta posts power pre
prediction predictions preference preferences prefix prepare presence presentation preset presto preview previews
previous price prices pricing primary print printer priority private privilege privileges prize pro probe problem
process processed processes processing processor procurement prod product production products profile profiler
profiles program programs progress project projects prom prometheus promo promotion promotions prompt prompts proof
prop properties property proposal prospect prospects proto provider providers provision proxy pub public publication
publications publish published publisher pubsub pull pulsar purchase purchases purge push py python qa quartz queries
query question questions queue queued queues quiz quizzes quota quotas quote quotes rabbit rabbitmq radius rails
random range rank ranking rankings rate rates rating ratings raw rbac rds react reaction reactions read reader readers
reading readings readonly ready real realm realtime receipt receipts received receiver recent recipe recipes recipient
recipients recommendation recommendations reconcile record recording recordings records recovery recruitment recycle
redirect redirects redis redshift reference references referral referrals referrer refresh refund refunds region
regions register registration registrations registry regression rel relation relations relationship relationships
relay release releases remote render rental rentals repair replay replica replicas replication replies reply repo
report reporter reporting reports repositories repository request requests res reservation reservations reset resource
resources response responses rest result results resume retail retention retries retry return returns revenue reverse
review reviewer reviews revision revisions reward rewards ride rides rights risk risks rmq role roles rollback rollup
rollups room rooms root roster round route router routes routing row rows rpc rss rule rules run runner runners runs
runtime salary sale sales salesforce same sample samples sandbox sap sass sat saturday save saved scan scanner scans
schedule scheduled scheduler schedules schema schemas school score scores scrape scraper screen screens script scripts
sdk search searches season seat seats second secret secrets section sections security seed segment segments select
selection seller sellers send sender sendgrid sensor sensors sent sentry seo sep sept september seq sequence sequences
serial series server serverless servers service services session sessions set sets setting settings setup seven sftp
shadow shall shard sharding shards share shared shares she sheet sheets shell shift shifts shipment shipments shipping
shop shopify shopping shops short shortlink should show sidekiq sign signal signals signature signatures signup
signups silo simple single site sitemap sites six size sizes sku skus sla slack slave slice slot slots slow slug slugs
sms smtp snapshot snapshots snippet snippets snmp so social socket solr solution some someone sonar sonarqube sort
source sources space spaces spam span spans spark spec specs spider splunk spot spotify spring sprint sprints sql
sqlite sqs ssh ssl sso stack staff stage staged stages staging stale standard star start starter stat state states
static station stations statistic statistics stats status statuses step steps stock stocks stop storage store
storefront stores stories story strapi strategy stream streaming streams string stripe structure student students
study style styles sub subject subjects submission submissions subscriber subscribers subscription subscriptions
success such suffix suite summaries summary summer sun sunday supplier suppliers supply support survey surveys suspend
swagger swap switch symfony sync synced syslog system systems tab table tables tabs tag tagged tagging tags target
targets task tasks tax taxes taxonomies taxonomy tcp team teams telegraf telemetry temp template templates ten tenant
tenants term termmeta terms terraform test testing tests text texts than that the their them theme themes then these
they third this those thread threads three threshold throttle thu thumbnail thumbnails thursday ticket tickets tier
tiers tile tiles time timeline timelines timer timers times timeseries timestamp timetable timezone timing title
titles tls tmp to todo todos token tokens tomcat too tool tools top topic topics topology total totals touch tour
tours trace tracer traces track tracker tracking tracks trade trades traefik traffic train training trainings
transaction transactions transcript transcripts transfer transfers transform transit transition translation
translations transport trash trend trends trial trials trigger triggers trip trips true trunk trust tue tuesday tunnel
tweet tweets twilio twitter two type types uat udp ui uid unique unit units unread unsubscribe untitled update updated
updates upgrade upgrades upload uploaded uploads upstream uri url urls us usage use user usermeta users util utils
uuid vacancy val valid validation value values var variable variables variant variants vars vault vector vectors
vehicle vehicles vendor vendors verification verifications version versions very vhost vhosts via video videos view
viewer views virtual visit visitor visitors visits vlan vm volume volumes vote votes voucher vouchers vpc vpn waf wal
wallet wallets warehouse warehouses warn warning warnings was watch watcher watches watchlist we weather web webapp
webhook webhooks weblog weblogs website websites wed wednesday week weekly weeks weight were west what when where
which whitelist who whom whose why widget widgets width wifi wiki will window windows winter wip wish wishlist
wishlists with without wms woo woocommerce word wordpress words work worker workers workflow workflows workload
workspace workspaces would wp write writer writers xml yaml yarn year yearly years you your zabbix zendesk zip zipkin
zone zones zookeeper
""")

# Products and places of two words of which one is somebody's name as well.
PHRASES = frozenset(
    tuple(one.split())
    for one in (
        "anna university", "black duck", "charles proxy", "ernst young", "felix framework", "hugo site", "jackson json",
        "jean zay", "johnson controls", "julia lang", "louis vuitton", "maria backup", "maria db", "mark down",
        "max mind", "morgan stanley", "new jersey", "north carolina", "oliver wyman", "ray tune", "saint louis",
        "san antonio", "san diego", "san francisco", "san jose", "santa barbara", "santa maria", "santa monica",
        "south carolina", "st louis", "thomson reuters", "victoria logs", "victoria metrics", "watson assistant",
        "watson studio"
    )
)  # fmt: skip
