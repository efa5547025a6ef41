"""Is a run of Han characters, Hangul syllables or kana a person's name? By surnames in front and what stands behind.

In these scripts a name is told by its make, not by a list of whole names: a surname of the classifier's lists, then one
or two characters that names are made of, none that speaks of a thing. Kana are read aloud and looked up in Latin.
"""

from __future__ import annotations

from collections.abc import Callable

from nightlatch.categories import _cues
from nightlatch.survey import wordkernel as w
from nightlatch.survey.fieldnames import vocabulary

# Characters that tables, fields and places are called by, and that hardly stand in anybody's given name.
_THING = frozenset(
    "的是否了表号號码碼率量值数數型类類库庫间間度额額价價址期单單员員户戶态態式法务務部图圖项項级級线線网網站店所院局厅省市县縣区區镇鎮"
    "村街道权權限证證件电電话話机機邮郵箱点點经經纬緯备備注述标標签簽状狀息据據系统統用客管配置记記录錄消通知角菜典报報告计計审審核支退款收发發货貨物流仓倉"
    "存采销銷售供应應合同程档檔附片视視频頻音评評论論赞关關粉丝会會议議考勤资資薪岗崗职職培训訓费費账賬帐财財税稅票券折优優惠活动動任历歷史时時分秒周季"
    "始终終开開结結束创創更改删刪查询詢索引键鍵名称稱题題内內容摘属屬性别別出入口进進退登陆陸验驗密钥鑰令牌测測试試临臨备份旧舊版本补補丁汇匯总總明细細列"
    "行字段集群节節负負载載警险險赔賠付预預约約订訂购購商品牌规規格包装裝运運输輸快递遞签车車辆輛船航班酒餐饮飲房屋楼樓室层層栋座排位置坐轨軌迹跡速距离離"
    "温湿濕压壓压高低长短宽寬厚重轻輕左右上下前后後里裏外新源目录方向由链鏈接口请請求响響参參返回错誤误失败敗功能模块塊组組件层服器端节池列队隊主从從"
    "血药藥病诊診疗療症检檢科床护護患医醫保险险险学校班级课課考试绩績题库作业業毕畢招聘简簡历培证书書字典码条款声聲隐隱私协協议反馈饋投诉訴举舉"
    "为為其他它与與及或和者们們个個次每全所有无無未已可能要需不没"
    "寺庙廟堂馆館场場港桥橋检卡岗警务察狱獄民族宗教种種贷貸还還息债債券额储儲币幣兑兌换換充值提现現余餘冻凍"
)  # fmt: skip
# Of those, characters that given names have too: after a surname and beside another they are let pass.
_BOTH = frozenset("明名史和高新同合方道全书學学長长清能功惠民商重向可有宽厚快約约优用容容季明保周")
_WORDS = vocabulary("""
高级 高度 高速 高清 高校 高考 高管 高铁 高峰 方法 方式 方案 方向 方便 白名 白天 白色 金额 金币 金融 金属 金牌 任务
任意 任职 任期 成功 成本 成员 成绩 成交 成果 成立 成都 时间 时长 时区 温度 温控 单位 单价 单号 单元 单据 管理 文件
文档 文章 文本 文字 文化 文明 向量 向导 施工 关系 关注 关键 关联 关闭 关于 解析 解决 解释 连接 安全 安装 安卓 安排
石油 计划 计算 计数 马上 简历 游戏 游客 路径 路线 路由 申请 申报 申诉 应用 应收 应付 钟点 范围 余额 余量 余票 贺卡
左侧 左边 常用 常量 程序 程度 曾用 顾客 顾问 严重 毛利 毛重 钱包 武器 康复 牛奶 包裹 包装 包含 包厢 房间 房产 房屋
房源 章节 章程 季度 符号 纪录 纪念 童装 路口 游览 尤其 阳性 阳台 蓝色 雷达 夏季 方位 石材 付款 付费 付息 施肥 沈阳
任命 林业 林地 罗列 许可 韩国 田地 田径 董事 杜绝 叶子 苏州 陆地 陆运 谢谢 郑州 何时 马匹 徐州 周期 周报 周末 周边
周数 黄金 黄色 黄页 陈列 陈述 张数 张贴 王者 王牌 文案 文献 成分 成品 成人 成长 常见 常规 连续 连锁 连载 华为 华东
华南 华北 平台 平均 平方 国家 国际 国籍 江苏 江西 安徽 河北 云南 贵州 海南 武汉 温州 常州 于是 万元 白酒 牛肉 毛衣
梅花 柳州 钱款 唐朝 明细 明天 文员 相册 阴性 项目 沙发 库存 库名 卡片 卡号 买家 买入 热点 热力 木材 古籍 努力 依据
麦克 上传 上级 上海 达州 司机 诸如 英文 英语 中文 中国 姓名 小区 小学 小程 大学 大厅 建设 建议 建立 建筑 国内 国外
军事 军队 平安 秀场 美国 美元 英国 德国 法国 俄国 玉米 红包 红色 华人 丽江 春节 春季 秋季 冬季 雪花 强制 强度 超时
超市 超级 刚需 平时 波动 波形 静态 静音 敏感 洋葱 勇气 伟大 文艺 志愿 日志 宏观 鹏程 志远 辉煌 佳作 凤凰 龙头 龙虾
兰州 桂林 桂花 梅雨 琴行 晶体 晶片 莲花 燕麦 云端 云盘 云服 云图 星期 星级 星座 海关 海外 海报 林场 林区 森林 山区
水果 水电 水平 雷电 雷区 花园 花费 向下 向上 元素 元宝 元旦 元数 元组 天气 天数 天津 东方 時間 方針 方法 高校 金曜
金銭 金融 安全 管理 林業 石川県 田園 温泉 東京 大阪 成功 任意 包装 房間 路線 連絡 連携 原因 原価 中止 中央 中間 前回
前日 前月 村役 今回 今月 今日 後日 上位 内部 内容 池袋 武器 水道 石油 石材 小計 新規 市場 市長 木材 森林 竹製 太陽
福祉 松山
""")
_GIVEN = frozenset(
    "伟偉芳娜敏静靜秀丽麗强強磊军軍洋勇艳豔杰傑娟涛濤超霞刚剛桂英华華玉兰蘭红紅梅鹏鵬辉輝婷雪慧莉斌雯琳燕颖穎萍玲倩峰鑫浩宇轩軒梓涵欣怡晨博睿琪"
    "佳俊豪毅宏飞飛健国國建庆慶志文明德福贵貴珍凤鳳莲蓮琴淑翠珠云雲素香月春秋冬夏龙龍虎彬旭东東波松柏亮晶晓曉帅帥彤彦瑞瑶瑤璐璇瑜昊翔凯凱嘉悦悅诗詩"
    "丹妮娇嬌婉媛媚娅姗珊珂琦琼瓊菲萱蓉薇蕾蓓芬芝芸茜荣榮琰坤坚堅振昌盛祥兴興旺喜贤賢仁义義礼禮智信忠孝廉耀炜煒炎焱森林海江河山川小大子一亚亞"
    "直和智拓翔裕陽介修涼太郎樹奈织織里衣舞翼聡稔幹真綾桃七夏也彦恵千代人充学晃洋治纪紀弘勝進茂隆清実雄夫吾哉菜未咲希莉凛葵蓮悠湊樱桜"
    "思雨雅馨依梦夢若曦紫潇瀟灵靈心爱愛美惠洁潔冰清泽澤润潤淼清源永远遠"
)  # fmt: skip
# Surnames that mostly stand for a sound; in words of two or three characters they are something else.
_SOUNDS = frozenset("买阿艾吾依努古木热帕麦玉库哈沙达卡塔上诸时司游阳")
# Surnames that the classifier's list lacks; a given name of usual characters must follow.
_SELDOM = frozenset("傅储儲佘瞿窦竇鞠边邊邬鄔闵閔萧邝鄺匡臧冼麻娄婁楼翦祖仇栾欒隋桑蔺藺滑佟原晏荆苑芦幸宗")
# Characters by which names of Turkic peoples are spelled in Chinese.
_SPELLED = frozenset(
    "阿不都布杜卜拉甫热合曼买麦提依木吾尔古丽娜扎帕吐松克拜艾力尼亚孜萨玛江汗斯巴努娃姆迪马穆罕默德伊敏卡哈斯木沙塔依肉苏莱赛赫热依汉祖拉如则菲"
)
_NO_CHILDREN = vocabulary("""
電子 电子 原子 分子 因子 様子 菓子 女子 男子 王子 椅子 帽子 格子 量子 端子 拍子 調子 弟子 粒子 车子 房子 孩子 妻子
儿子
""")
_GIVEN_SYLLABLES = frozenset(
    "민준서연지우현수영진은혜희미경숙정자성호동재승윤하예유나다빈원철석훈규태상건도시후율아린채소율가온이주환찬범용섭식순옥복향란화선애임"
    "슬별솔빛람결한울봄늘새론랑담라인세종창균락웅훤택기무열덕필광만병남춘희국형욱근길흥배봉구삼천오대명보아혁름"
)
_HANGUL_WORDS = vocabulary("""
주문 상품 고객 회원 배송 결제 정보 목록 내역 번호 코드 이미 메일
이메 전화 주소 성명 이름 성별 상태 수정 정상 지수 지도 지역 시간
시작 시도 현재 현황 진행 주간 월간 연간 연도 일자 기간 기준 기록
권한 관리 구매 판매 신청 신규 조회 문의 문서 공지 공통 이력 최근
최종 최대 최소 장비 장소 정산 정책 정렬 한국 한글 유형 유저 하위
상위 상세 원본 원가 원장 예약 예산 배너 배치 배포 백업 임시 임대
안내 차량 차트 방문 강의 강좌 설정 설명 전체 전송 전자 노트 노출
우편 구분 구성 변경 변수 표준 표시 기본 기타 기업 기관 인증 인원
이용 이벤 여부 채널 채팅 천원 성공 성적 남성 여성 나이 연령 연락
도시 도서 국가 국내 국제 화면 지점 지원 지출 수량 수입 수신 수강
은행 선택 선물 명세 명칭 사진 사용 대상 대기 부서 직원 직급 급여
학교 학생 학년 학과 병원 환자 진료 의사 약국 보험 계좌 카드 금액
가격 할인 쿠폰 재고 창고 물류 운송 제품 제조 공장 서버 서비 서명
서울 부산 인천 대구 광주 대전 울산 경기 강원 경찰 오류 오전 오후
주차 주일 음식 자동 자료 자산 자격 동의 동기 영상 영수 영업 용량
용도 이상 이하 이전 이후 이동 정기 정원 정보 조건 조직 조치 한도
해지 홍보 황금 문자 문제 임무 권장 송금 송장 류형 손익 허가 남은
하루
""")
_HANGUL_TAILS = vocabulary("""
주소 번호 코드 정보 목록 내역 시간 기록 서버 현황 지수
""")
_KANA_WORDS = vocabulary("""
saito kato noto maka kana kara mari memo meru rana miru sota sari naka mina ano kono sono are kore
""")

_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "g": "がぎぐげご", "s": "さしすせそ", "z": "ざじずぜぞ",
    "t": "たちつてと", "d": "だぢづでど",
    "n": "なにぬねの", "h": "はひふへほ", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ", "m": "まみむめも", "r": "らりるれろ",
}  # fmt: skip
_SOUND = {kana: row + "aiueo"[at] for row, line in _ROWS.items() for at, kana in enumerate(line)} | {
    "し": "shi", "じ": "ji", "ち": "chi", "つ": "tsu", "ふ": "fu", "や": "ya", "ゆ": "yu", "よ": "yo",
    "わ": "wa", "を": "o", "ん": "n",
    "ぢ": "ji", "づ": "zu", "ー": "",
}  # fmt: skip
_SMALL = {"ゃ": "a", "ゅ": "u", "ょ": "o", "ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o"}
_LONG = (("ou", "o"), ("oo", "o"), ("uu", "u"))

_STEADY = frozenset(_cues.HAN_SURNAMES) - _SOUNDS
_PAIRS = {pair for pair, flag in _cues.PAIRS.items() if flag == w.SURNAME}
_THINGS = {pair for pair, flag in _cues.PAIRS.items() if flag & (w.STOP | w.COMPANY | w.ORGANISATION)}


def is_han_name(text: str, is_word: Callable[[str], bool]) -> bool:
    """Surname and given name, a given name of two usual characters, or a name spelled out; *is_word* knows terms."""
    size = len(text)
    pairs = {text[at : at + 2] for at in range(size - 1)}
    if not 2 <= size <= 12 or is_word(text) or not pairs.isdisjoint(_WORDS | _THINGS):
        return False
    if size >= 3 and _SPELLED.issuperset(text):
        return True
    if size > 5:
        return False
    rest = text[1:]
    if text[:2] in _PAIRS:
        return _THING.isdisjoint(text[2:]) or (size <= 4 and text[-1] in _GIVEN)
    if _is_given(text) or (text[0] in _SELDOM and size <= 3 and _GIVEN.issuperset(rest)):
        return True
    if size == 3 and text[0] not in _THING and _GIVEN.issuperset(rest):
        return True
    return text[0] in _STEADY and size <= 3 and (_THING.isdisjoint(rest) or _GIVEN.issuperset(rest) or _is_mixed(rest))


def _is_given(text: str) -> bool:
    """A given name by itself: two characters of names, or a Japanese one that ends as they do."""
    if len(text) == 2 and _GIVEN.issuperset(text):
        return True
    return 2 <= len(text) <= 3 and text[-1] in "子郎美香" and text not in _NO_CHILDREN and _GIVEN.issuperset(text[:-1])


def _is_mixed(rest: str) -> bool:
    """Of two characters one may be of those that things have too, if the other is of names."""
    allowed = all(char in _GIVEN or char in _BOTH or char not in _THING for char in rest)
    return len(rest) == 2 and allowed and not _GIVEN.isdisjoint(rest)


def is_hangul_name(text: str, is_word: Callable[[str], bool]) -> bool:
    """A surname and two syllables of names, or a given name of two."""
    if is_word(text) or text in _HANGUL_WORDS or text[:2] in _HANGUL_WORDS or text[1:] in _HANGUL_TAILS:
        return False
    if len(text) == 2:
        return _GIVEN_SYLLABLES.issuperset(text)
    if len(text) == 3:
        return text[0] in _cues.HANGUL_SURNAMES and (text[1] in _GIVEN_SYLLABLES and text[2] in _GIVEN_SYLLABLES)
    return len(text) == 4 and text[:2] in ("남궁", "황보", "제갈", "선우", "독고") and text[2] in _GIVEN_SYLLABLES


def is_kana_name(text: str, is_name: Callable[[str], bool]) -> bool:
    """Read aloud, is it a name in Latin letters?"""
    read = romanised(text)
    return len(read) >= 3 and read not in _KANA_WORDS and is_name(read)


def romanised(kana: str) -> str:
    """*kana* in Hepburn's romanisation with short vowels: "たろう" and "タロー" are "taro"."""
    made: list[str] = []
    for char in kana:
        char = chr(ord(char) - 0x60) if 0x30A1 <= ord(char) <= 0x30F6 else char
        if char in _SMALL and made and made[-1].endswith(("i", "u", "e")):
            stem = made.pop()[:-1]
            made.append(stem + ("" if stem in ("sh", "ch", "j") or char in "ぁぃぅぇぉ" else "y") + _SMALL[char])
        elif char == "っ":
            made.append("'")
        else:
            made.append(_SOUND.get(char, "?" if char != "ゔ" else "vu"))
    text = "".join(made)
    for long, short in _LONG:
        text = text.replace(long, short)
    while "'" in text[:-1]:  # a stop doubles what follows
        at = text.index("'")
        text = text[:at] + text[at + 1] + text[at + 1 :]
    return text
