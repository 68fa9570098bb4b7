import pytest

from search.stemming import stem

ONE_STEM = [
    "правилник правилници правилникът правилника правилниците",
    "община общини общината общините",
    "решение решения решението решенията",
    "комисия комисии комисията комисиите",
    "територия територии територията",
    "заседание заседания заседанията",
    "становище становища становището становищата",
    "гражданин граждани гражданите гражданинът гражданина",
    "данък данъци данъците",
    "място места мястото местата",
    "център центрове центърът центъра",
    "работа работата работи",
    "дейност дейности дейността дейностите",
    "общински общинска общинско общинският общинския общинските",
    "електронен електронна електронно електронни електронният електронните",
    "обществен обществена обществени обществените обществения",
    "местен местна местни местните",
    "бежанец бежанци бежанците",
    "град градове градът града градовете",
    "музей музеи музеят музея музеите",
    "услуга услуги услугата услугите",
    "училище училища училището училищата",
    "мярка мерки мярката мерките",
    "държава държави държавата държавен държавните",
    "младеж младежи младежта младежите",
    "помощ помощи помощта помощите",
    "план планове планът плана плановете",
    "policy policies",
    "service services",
    "plan plans planned planning",
    "report reports reporting reported",
]


@pytest.mark.parametrize("forms", ONE_STEM, ids=lambda forms: forms.split()[0])
def test_forms_of_one_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("община", "общество"),
        ("решение", "решетка"),
        ("план", "планина"),
        ("правилник", "правило"),
        ("съвет", "свят"),
        ("policy", "police"),
        ("news", "new"),
    ],
)
def test_different_words_have_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["чл", "26", "48а", "ес", "и", "2026", "covid19"])
def test_numbers_and_short_words_stay_as_they_are(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize("word", ["аааа", "ията", "ъът", "иите", "яяяя", "ing", "ies", "ssss"])
def test_a_word_of_endings_only_keeps_something(word: str) -> None:
    assert stem(word)
