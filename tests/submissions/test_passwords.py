import pytest

from submissions.passwords import looks_like_one


@pytest.mark.parametrize(
    "typed",
    [
        "password: 12345678",
        "Пароль такой: весна",
        "пароль весна2024",
        "сырсөз: жаз",
        "pwd=spring",
        "birduino / pass: spring",
        "Spring2024!",
        "kR7#mmq9x",
        "aigul Vesna-2024!",
    ],
)
def test_a_password_is_seen(typed):
    assert looks_like_one(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "birduino.kg",
        "BirDuino_Kyrgyzstan-2024",
        "UPR-2024/0815-KGZ",
        "JS5_UPR49_KGZ_E_Main",
        "№ 4711",
        "A/HRC/WG.6/49/KGZ/3",
        "0fce1a2b-4c5d-6e7f-8a9b-0c1d2e3f4a5b",
        "Compass",
    ],
)
def test_a_name_or_a_number_is_none(typed):
    assert not looks_like_one(typed)
