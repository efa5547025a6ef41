"""Messages of a messenger: ids of senders, talk in Chinese in which some give a telephone or an id number away."""

from tests.accuracy import draw, numbers
from tests.accuracy.hardtable import Table, column

TABLE = Table(
    container="wechat.msg",
    rows=500,
    form="documents",
    columns=(
        column("msgSvrId", draw.integers(10**18, 9 * 10**18)),
        column(
            "talker",
            draw.tokens("wxid_", 14, "abcdefghijklmnopqrstuvwxyz0123456789"),
            "social-handle|username",
            accepts=("customer-id",),
        ),
        column(
            "nickname",
            draw.words("小鱼儿;追风少年;A建材王哥;静待花开;阿杰;happy每一天;老李"),
            "username|social-handle",
            accepts=("person-name", "given-name"),
        ),
        column(
            "content",
            draw.some(
                0.06,
                draw.mixed(
                    draw.of(
                        draw.prose(
                            "我的手机号是{phone}，晚上打给我", "加我电话{phone}", phone=draw.like("138########")
                        ),
                        "private-message",
                        "phone",
                    ),
                    draw.of(draw.prose("身份证号{id}，帮我订票", id=numbers.cn()), "private-message", "national-id.cn"),
                ),
                draw.of(
                    draw.words("晚上吃什么;在吗;好的，收到;哈哈哈哈;明天见;文件已发邮箱;路上堵车，晚点到;周末去爬山吗"),
                    "private-message",
                ),
            ),
            "private-message",
            "phone",
            "national-id.cn",
        ),
        column("createTime", draw.epochs()),
        column("type", draw.pick(1, 3, 34, 47)),
        column("isSend", draw.pick(0, 1)),
    ),
)
