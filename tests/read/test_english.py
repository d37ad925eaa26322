"""Not English is refused by name, English in every dress is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasewire.read.english import not_english

ENGLISH = [
    "Talks began on Monday.",
    "TALKS BETWEEN THE GOVERNMENT AND THE COAST FRONT BEGAN IN VERIN ON MONDAY, THE MINISTRY SAID IN A STATEMENT.",
    "Coast Front fighters shell market",
    "Northland army, Coast Front rebels clash near Port Alma; 12 dead, dozens wounded",
    "Général Étienne N'Djaména-Kéïta met São Tomé's envoy José Müller in Malmö, the ministry said.",
    "The chief said “الله أكبر” and left; the crowd answered with the same words before the police came.",
    "Verin 12 34 56 2021 % $",
    "",
    "?!",
]
OTHER = {
    "Spanish": "Los rebeldes atacaron el pueblo y mataron a diez personas, dijo el gobierno en un comunicado.",
    "French": "Les forces armées ont annoncé que le cessez-le-feu est entré en vigueur dans la nuit de lundi.",
    "Portuguese": "O governo disse que não há acordo e que as negociações foram adiadas para a próxima semana.",
    "Italian": "Il governo ha detto che non è stato raggiunto un accordo per il cessate il fuoco nella regione.",
    "German": "Die Armee hat die Stadt am Montag eingenommen, teilte das Ministerium mit.",
    "Dutch": "Het leger zei maandag dat vijf mensen zijn gedood bij een aanval op het dorp.",
    "Turkish": "Ordu, köye düzenlenen saldırıda beş kişinin öldüğünü açıkladı. Bakan daha sonra bu olay için soruşturma olduğunu söyledi.",
    "Indonesian": "Pemerintah mengatakan bahwa perundingan dengan kelompok itu akan dimulai pada hari Senin.",
    "Swahili": "Jeshi lilisema kwamba watu watano waliuawa katika shambulio la Jumatatu ya wiki hii.",
    "Somali": "Ciidamada dowladda ayaa sheegay in ay dileen shan qof oo ka tirsan kooxda, waxaana ku dhaawacmay toban.",
    "Russian": "Армия заявила, что в понедельник были убиты пять человек.",
    "Ukrainian": "Військові повідомили, що в понеділок під час атаки загинули п'ять людей.",
    "Arabic": "قال الجيش إن خمسة أشخاص قتلوا في هجوم على القرية",
    "Persian": "ارتش گفت که پنج نفر در این حمله در روز دوشنبه کشته شده است",
    "Hebrew": "הצבא הודיע כי חמישה בני אדם נהרגו בהתקפה ביום שני",
    "Chinese": "军队周一表示，五人在袭击村庄时丧生，另有十人受伤。",
    "Japanese": "軍は月曜日に村への攻撃で五人が死亡したと発表した。",
    "Korean": "군은 월요일 마을에 대한 공격으로 다섯 명이 숨졌다고 밝혔다.",
    "Devanagari": "सेना ने सोमवार को कहा कि गांव पर हमले में पांच लोग मारे गए।",
    "Amharic": "ሠራዊቱ ሰኞ ዕለት በመንደሩ ላይ በደረሰ ጥቃት አምስት ሰዎች መሞታቸውን አስታወቀ",
}


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_read(text: str) -> None:
    assert not_english(text) is None


@pytest.mark.parametrize(("language", "text"), OTHER.items())
def test_other_languages_are_named(language: str, text: str) -> None:
    assert language in (not_english(text) or "")


def test_a_long_text_in_a_language_nobody_listed_is_refused_too() -> None:
    assert not_english("zarmu talko besim ordun keltaf " * 40) == "has hardly an English function word (0% of its words)"


def test_a_short_text_full_of_marked_letters_is_refused_without_a_name() -> None:
    assert (not_english("Şehirde çatışmalar sürüyor, güvenlik güçleri geri çekildi.") or "").startswith("looks like no English")


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    assert not_english(text) == not_english(text)
