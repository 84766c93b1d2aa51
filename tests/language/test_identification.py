import pytest

from foreigndesk.language.identification import identify_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "President Mirziyoyev met President Tokayev and President Japarov in Samarkand, Uzbekistan. "
            "They agreed to open a road between Namangan and Osh before the end of the year.",
            "en",
        ),
        (
            "🌍 ACCRA – Ghanaian President Nana Akufo-Addo met German Chancellor Olaf Scholz in Berlin on Tuesday. "
            "The two spoke of trade and of the ports in the east.",
            "en",
        ),
        (
            "Die Minister trafen sich am Dienstag in Berlin. Sie sprachen über den Handel mit Ghana und über "
            "die Lage im Sahel, sagte ein Sprecher.",
            "de",
        ),
        (
            "Le président Macron a rencontré Xi Jinping à Pékin jeudi. Les deux hommes ont parlé du commerce et "
            "de la guerre en Ukraine, a dit un porte-parole.",
            "fr",
        ),
        (
            "Presiden Joko Widodo bertemu Presiden Xi Jinping di Beijing pada hari Selasa untuk membahas kerja sama "
            "ekonomi dan investasi kedua negara.",
            "id",
        ),
        (
            "Президент России прибыл в Пекин с официальным визитом. Переговоры пройдут в четверг, сообщили "
            "в Кремле. Подписание документов не планируется.",
            "ru",
        ),
    ],
)
def test_names_do_not_change_the_language_of_a_sentence(text, language):
    assert identify_language(text) == language


def test_a_text_too_short_to_tell_has_no_language():
    assert identify_language("No deal.") is None
    assert identify_language("Mirziyoyev met Tokayev in Samarkand, Uzbekistan.") is None
    assert identify_language("12345 67890 ...") is None
