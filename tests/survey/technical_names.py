"""Names that well-known software gives to tables, topics, indices, buckets, keys and fields: none of them is a person's."""

from __future__ import annotations

CONTAINERS = """
wp_posts wp_postmeta wp_users wp_usermeta wp_options wp_terms wp_term_taxonomy wp_term_relationships wp_termmeta
wp_comments wp_commentmeta wp_links wp_yoast_indexable wp_woocommerce_sessions wp_wc_order_stats wp_actionscheduler_actions
wp_wc_customer_lookup wp_gf_entry_meta wp_wfHits wp_icl_translations wp_rank_math_internal_links wp_ngg_pictures
auth_user auth_group auth_permission auth_user_groups django_admin_log django_content_type django_migrations
django_session django_site authtoken_token account_emailaddress socialaccount_socialtoken taggit_taggeditem
celery_taskmeta oauth2_provider_accesstoken easy_thumbnails_source wagtailcore_page cms_placeholder
catalog_product_entity catalog_product_entity_varchar catalog_category_product_index_store1 eav_attribute_option_value
sales_order sales_order_item sales_order_grid sales_invoice sales_creditmemo quote_address quote_item_option
customer_entity customer_address_entity customer_grid_flat cataloginventory_stock_item core_config_data
admin_user_session authorization_rule layout_update newsletter_subscriber reporting_system_updates
salesrule_coupon_usage search_query store_website tax_calculation_rate ui_bookmark url_rewrite vault_payment_token
wishlist_item_option inventory_source_stock_link theme_file variable_value widget_instance_page
merge_requests merge_request_diffs ci_builds ci_pipelines ci_runners ci_job_artifacts deploy_keys_projects
issue_assignees label_links lfs_objects_projects namespaces notes notification_settings oauth_applications
personal_access_tokens project_ci_cd_settings protected_branches push_event_payloads redirect_routes releases
resource_label_events sent_notifications ssh_host_keys snippets spam_logs system_note_metadata todos user_callouts
award_emoji boards epics geo_nodes gpg_signatures milestones pages_domains x509_certificates web_hooks
res_partner res_users res_company res_country_state account_move account_move_line account_journal product_template
product_product sale_order sale_order_line stock_move stock_picking stock_quant purchase_order hr_employee
hr_leave_allocation mail_message mail_followers ir_attachment ir_model_fields ir_ui_view crm_lead project_task
calendar_event website_page fleet_vehicle mrp_bom_line pos_order_line account_bank_statement barcode_nomenclature
BKPF BSEG KNA1 LFA1 MARA MAKT VBAK VBAP VBEP EKKO EKPO LIKP LIPS T001W T001 USR02 TSTC DD02L PA0001 PA0002 COEP CSKS
GLT0 MSEG MKPF ADRC AUFK JEST NAST TVARVC CDHDR CDPOS SKA1 SKB1 FAGLFLEXA ACDOCA
__consumer_offsets __transaction_state connect-configs connect-offsets connect-status kafka-connect-status _schemas
_confluent-metrics _confluent-monitoring flink-checkpoint-42 flink-savepoint-a1b2c3 ksql-processing-log
orders.created.v1 payment-events dbserver1.inventory.customers inventory-changes clickstream.raw user-signups
order-service-events mm2-offset-syncs.target.internal heartbeats target.checkpoints.internal page-views
retry-topic-5000 dead-letter-queue telemetry.iot.gateway mirrormaker2-cluster-status strimzi-canary audit.trail
.kibana_1 .kibana_7.17.3_001 .kibana_task_manager_8.6.0 .security-7 .apm-agent-configuration .tasks .watches
logstash-2024.01.31 logstash-2019.02.12-000001 filebeat-7.10.2-2021.03.01-000001 metricbeat-8.1.0 auditbeat-8.2
.ds-logs-nginx.access-default-2024.01.01-000001 .ds-metrics-system.cpu-prod-2023.12.09-000007 heartbeat-7.9
.monitoring-es-7-2024.02.10 .monitoring-kibana-7-2024.02.10 packetbeat-2020.05.05 winlogbeat-6.8.0-2020.01.01
shakespeare bank kibana_sample_data_flights kibana_sample_data_ecommerce kibana_sample_data_logs products_v3
.opendistro-reports-definitions .opensearch-observability security-auditlog-2023.08.15 jaeger-span-2022-11-30
fluentd.test graylog_0 graylog_12 gl-events_3 wazuh-alerts-4.x-2024.05.06 zeek-conn suricata-1.1.2-2021.07.08
logs-550e8400-e29b-41d4-a716-446655440000 events_2019_02_12_10_30_00 snapshot-1700000000123 rollup_20240131
my-app-assets-prod company-backups terraform-state-eu-central-1 aws-cloudtrail-logs-us-east-1 elasticbeanstalk-us-west-2
cf-templates-1abcdefg-us-east-1 static.example.org media-uploads data-lake-raw data-lake-curated athena-query-results
cdn-origin-images config-bucket-eu-west-1 lambda-artifacts sagemaker-us-east-2 emr-logs user-content-staging
prod-eu-west-1 elb-access-logs vpc-flow-logs db-snapshots-nightly ml-training-data s3-inventory-reports tf-remote-state
gcf-sources-us-central1 artifacts.my-project.appspot.com firebase-storage staging.my-app velero-backups thanos-blocks
loki-chunks mimir-ruler tempo-traces cortex-alertmanager harbor-registry gitlab-lfs-prod gitlab-ci-cache
nextcloud oc_filecache oc_share oc_accounts oc_calendarobjects mdl_user mdl_course mdl_grade_grades mdl_quiz_attempts
jos_content jos_users tl_content drupal_users node_field_data users_field_data cache_render watchdog key_value_expire
flarum_posts phpbb_users phpbb_posts vb_thread smf_members mybb_users xf_user discourse_users topic_users user_actions
ps_customer ps_orders ps_cart ps_product_lang oc_order oc_customer spree_orders spree_line_items solidus_stores
sylius_order shopware_customer s_order s_user s_articles tx_news_domain_model_news fe_users be_users sys_file_reference
jiraissue jira_project AO_60DB71_SPRINT cwd_user cwd_membership confluence_content OS_PROPERTYENTRY BANDANA
zabbix_hosts history_uint trends_uint grafana_dashboard alert_rule data_source api_key icinga_hoststatus
airflow_dag dag_run task_instance xcom slot_pool serialized_dag superset_dashboards ab_user ab_permission_view_role
metabase_field report_card QRTZ_TRIGGERS QRTZ_JOB_DETAILS ACT_RU_TASK ACT_HI_PROCINST BATCH_JOB_EXECUTION
flyway_schema_history databasechangelog DATABASECHANGELOGLOCK schema_migrations ar_internal_metadata alembic_version
__EFMigrationsHistory AspNetUsers AspNetRoleClaims AspNetUserLogins HangFire.Job HangFire.State ELMAH_Error
keycloak_role user_entity client_session credential realm_attribute hydra_oauth2_code kratos_identities
system.profile system.indexes system.users admin.system.version local.oplog.rs local.startup_log config.chunks
config.mongos fs.files fs.chunks agendaJobs parse_sessions _SCHEMA _User _Installation rocketchat_message meteor_accounts
information_schema performance_schema mysql.user mysql.db pg_catalog pg_stat_statements public.spatial_ref_sys
public.geometry_columns sys.schema_table_statistics sakila.film_actor employees.dept_emp world.countrylanguage
northwind.orders AdventureWorks.Person.Address pagila chinook.InvoiceLine classicmodels.orderdetails
TABLE_1 tbl_orders tblCustomers tmp_import_20240131 stg_sales dim_customer dim_date fact_sales f_orders d_product v_report
usp_audit bkp_users_old orders_archive_2018 copy_of_invoices sheet1 test1 foo bar baz qux temp new_table untitled data1
""".split()  # noqa: SIM905 - a list of words is easier read so

KEYS = """
session:* sess:* cart:* db0/session:* db0/person:* db0/cache:views:* laravel_cache:* laravel:queues:default
laravel_database_horizon:* resque:workers resque:queue:mailers sidekiq:stat:processed queue:default stat:failed
celery-task-meta-* _kombu.binding.celery unacked_mutex spring:session:sessions:* spring:session:expirations:*
bull:emails:wait bull:emails:completed rq:job:* rq:workers flower socket.io#/# gitlab:cache:* cache:gitlab:*
zc:k:* magento_cache wp:options:alloptions wordpress:posts:* user:*:profile user:*:followers leaderboard:weekly
rate_limit:* ratelimit:ip:* lock:orders:* token:refresh:* otp:* csrf:* feature_flags config:global geo:drivers
counter:visits counter:page:home stream:orders pubsub:channels hangfire:job:* dedupe:* idempotency:* django.contrib.sessions*
""".split()  # noqa: SIM905

FIELDS = """
id _id uuid name first_name lastName full_name email phone mobile address address1 city state zip country birth_date
created_at updated_at deletedAt is_active isDeleted status type kind level rank mark marks grade grant grants page pages
rose may june april summer winter spring autumn user person member guest owner author editor customer client patient
person.idCard visits[].lat visits[].lng home.address.street items[].sku items[].price order.total.amount meta.tags[]
@timestamp @version host.name agent.version log.level message event.dataset kubernetes.pod.name container.image.tag
http.response.status_code user_agent.original source.ip destination.port process.pid error.stack_trace trace.id span_id
price cost tax discount qty quantity sku bill bills will chance art rich max min sum avg
grace_period robin_index crystal_report dawn_time hunter_id jack_port virginia_region mason_jar victor_table
violet_rgb penny_count amber_alert ruby_version jasper_report hazelcast iris_setosa olive_oil ginger_root
pat_token dean_office guy_wire gene_id gene_symbol mark_price bishop_move king_size queen_bed prince_symbol pope_list
baker_street cook_time carpenter_job mason_dixon page_rank field_type forest_id hill_climb lake_area river_name wood_type
stone_weight brook_length banks_list park_id church_name hall_id hall_number house_number wall_time bell_curve berry_type
cherry_pick long_text short_text young_adult old_value new_value black_list white_list green_flag brown_out gray_scale
bush_fire fox_news wolf_pack lamb_weight bird_species fish_stock star_rating moon_phase sun_rise day_of_week winter_sale
summer_sale noel_sale easter_egg sunday_hours major_version miles_driven mile_marker price_list case_study case_id
carter_fund lane_id street_lane wells_count ford_model tesla_model bond_yield stock_price cash_flow love_count
west_region north_east banner_text sales_tax sale_price jordan_river chad_lake curry_recipe rice_dish pepper_count
ray_trace ray_id sage_notebook gauss_fit pascal_case lambert_projection jenkins_build travis_ci hudson_job jira_key
jackson_json spring_boot django_app flask_app julia_lang hugo_site victoria_metrics mariadb_version maria_db
hr_dept it_dept dob_year pin_code otp_code cvv iban swift_code bic vat_no ssn tin passport_no license_plate
""".split()  # noqa: SIM905

FOREIGN = """
姓名 身份证号 手机号 电话 地址 订单 订单表 用户 用户表 用户信息 员工信息 部门 金额 总金额 单价 数量 时间 创建时间 更新时间 状态 类型 编号 备注
高度 温度 速度 经度 纬度 方向 路径 方案 计划 任务 任务表 单号 成功 成员 关系 白名单 黑名单 管理员 系统日志 安全设置 程序 周期 季度 余额 付款 付款方式
项目 合同 库存 库存表 商品 顾客 许可证 董事会 房间 房源 房价 简历 文件 文章 符号 范围 应用 申请 申请表 常用 包裹 游客 钱包 卡号 热点 上传 司机
明细 国家 平台 平均值 连接 万元 江苏省 王牌 阳性 摄像头 人员轨迹 清真寺 网吧 派出所 便民警务站 卡口 小区 学校 大学 公园 车站 银行
氏名 住所 電話番号 生年月日 注文 商品 顧客 会員 在庫 売上 担当者 部署 金額 日付 時間 ユーザー データ テスト メール カート サイト ランク コード リスト
이름 주소 전화번호 주문 주문서 상품 상품명 고객 고객명 회원 회원가입 배송지 결제 이메일 이미지 이력서 조회수 관리자 사용자 신청서 정보 지수 상태 수정일
пользователи заказы товары клиенты адрес телефон дата таблица журнал отчет магазин склад платежи заказов основа причина
العملاء الطلبات العنوان الهاتف المنتجات الاسم التاريخ المستخدمين السعر الحساب
πελάτες παραγγελίες διεύθυνση τηλέφωνο προϊόντα ημερομηνία
kunden bestellungen rechnungen artikel mitarbeiter straße clientes pedidos productos facturas empleados commandes produits
fornitori ordini prodotti klienci zamowienia uzytkownicy siparisler urunler musteriler yonghu dingdan shijian dizhi wenjian
zhanghao wangzhan zhaopian zhouqi chenggong
""".split()  # noqa: SIM905

# A machine's number, hash or moment may be in a name; its words stay.
NUMBERED = {
    "flink-checkpoint-550e8400-e29b-41d4-a716-446655440000": ("flink", "checkpoint"),
    "index-e99a18c428cb38d5f260853678922e03": ("index",),
    "job_7d793037a0760186574b0282f2f435e7_state": ("job", "state"),
    "aws-cloudtrail-logs-123456789012-us-east-1": ("aws", "cloudtrail", "logs", "us", "east"),
    "backup-20240131T103000Z.tar.gz": ("backup", "tar"),
    "dump_20240131103000": ("dump",),
    "metrics-1700000000": ("metrics",),
    "shard-000000000017": ("shard",),
    "connect-cluster-7f9c24e8b3": ("connect", "cluster"),
    "pg_toast_1234567890": ("pg", "toast"),
}

TECHNICAL = tuple(dict.fromkeys((*CONTAINERS, *KEYS, *FIELDS, *FOREIGN)))
