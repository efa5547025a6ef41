"""Titles of works and names of those who publish them: books, films, songs, bands. Technical: a public matter.

Told by the field's name, so that "Pink Floyd" under "artist" is not counted as a person.
"""

from nightlatch.categories import Category
from nightlatch.survey.checks import length_between, phrases

CATEGORY = Category(
    id="public-work",
    label="titles of works",
    group="technical",
    check=length_between(1, 200),
    chance=0.4,
    weight=1.5,
    is_personal=False,
    tier="name",
    names=phrases("""
    book title, book name, book author, author of book, movie title, movie name, film title, film name,
    film director, movie director, song title, song name, song artist, track title, track name, track artist,
    album title, album name, album artist, artist, artist name, artists, band, band name, bands, composer, lyricist,
    singer, series title, show title, show name, tv show, episode title, game title, game name, video game, podcast,
    podcast title, article title, paper title, publication title, journal title, play title, painting title,
    artwork, artwork title, work title art, screenplay, soundtrack, playlist, playlist name, genre, imdb title,
    isbn title, filmtitel, buchtitel, buchautor, liedtitel, songtitel, albumtitel, interpret, komponist,
    titre du film, titre du livre, titre chanson, auteur du livre, réalisateur, interprète, titre album,
    título del libro, título de la película, título canción, película, canción, álbum, intérprete, compositor,
    título do livro, título do filme, título da música, filme, titolo del libro, titolo del film, titolo canzone,
    brano, regista, cantante, boektitel, filmtitel naam, liedje, nummer titel, tytuł książki, tytuł filmu,
    tytuł piosenki, wykonawca, zespół, название книги, название фильма, название песни, исполнитель,
    группа музыкальная, режиссер, композитор, альбом, назва книги, назва фільму, виконавець, kitap adı, film adı,
    şarkı adı, sanatçı, yönetmen, albüm, اسم الكتاب, اسم الفيلم, اسم الاغنيه, الفنان, المخرج, نام کتاب, نام فیلم,
    خواننده, 书名, 作者书籍, 片名, 电影名称, 歌名, 歌曲名, 歌手, 专辑, 导演, 乐队, 作品名, 書名, 映画名, 曲名,
    アーティスト, アルバム, 監督, 作曲者, 著者名書籍, 도서명, 영화명, 영화제목, 곡명, 노래제목, 가수, 앨범, 감독,
    boktitel, låttitel, filmtittel, boktittel, sangtittel, bogtitel, sangtitel, kirjan nimi, elokuvan nimi,
    kappaleen nimi, esittäjä, název knihy, název filmu, název písně, interpret skladby, könyv címe, film címe,
    dal címe, előadó, zenekar, titlul cărții, titlul filmului, titlul melodiei, τίτλος βιβλίου, τίτλος ταινίας,
    τίτλος τραγουδιού, καλλιτέχνης, заглавие на книга, заглавие на филм, naslov knjige, naslov filma, izvođač,
    tên sách, tên phim, tên bài hát, ca sĩ, nghệ sĩ, judul buku, judul film, judul lagu, penyanyi, ชื่อหนังสือ,
    ชื่อภาพยนตร์, ชื่อเพลง, ศิลปิน, पुस्तक का नाम, फिल्म का नाम, गीत का नाम, शीर्षक पुस्तक, বইয়ের নাম, புத்தகத்தின் பெயர்,
    שם הספר, שם הסרט, שם השיר, אמן"""),
)
