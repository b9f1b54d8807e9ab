import catalogue.names
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("catalogue", "0001_initial")]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="created at",
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(auto_now=True, verbose_name="updated at"),
                ),
                ("as_loaded", models.JSONField(default=dict, editable=False)),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        unique=True, verbose_name="number"
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        verbose_name="year in which it began"
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="created at",
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(auto_now=True, verbose_name="updated at"),
                ),
                ("as_loaded", models.JSONField(default=dict, editable=False)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(max_length=200, null=True, verbose_name="name"),
                ),
                (
                    "name_ru",
                    models.CharField(max_length=200, null=True, verbose_name="name"),
                ),
                (
                    "name_ky",
                    models.CharField(max_length=200, null=True, verbose_name="name"),
                ),
                (
                    "sort_key_en",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Func(
                                models.Func(
                                    models.Func(
                                        "name_en",
                                        models.Value(
                                            "АБВГДЕЖЗИЙКЛМНҢОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯABCDEFGHIJKLMNOPQRSTUVWXYZáàâãäåāçčéèêëēíìîïīñóòôõöøōšúùûüūýžÁÀÂÃÄÅĀÇČÉÈÊËĒÍÌÎÏĪÑÓÒÔÕÖØŌŠÚÙÛÜŪÝŽёЁ-—\xa0'’‘“”«»()*.,"
                                        ),
                                        models.Value(
                                            "абвгдежзийклмнңоөпрстуүфхцчшщъыьэюяabcdefghijklmnopqrstuvwxyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzее   "
                                        ),
                                        function="translate",
                                    ),
                                    models.Value("ң"),
                                    models.Value("нӿ"),
                                    function="replace",
                                ),
                                models.Value("ө"),
                                models.Value("оӿ"),
                                function="replace",
                            ),
                            models.Value("ү"),
                            models.Value("уӿ"),
                            function="replace",
                        ),
                        output_field=models.TextField(
                            db_collation="C", verbose_name="sort key"
                        ),
                    ),
                ),
                (
                    "sort_key_ru",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Func(
                                models.Func(
                                    models.Func(
                                        "name_ru",
                                        models.Value(
                                            "АБВГДЕЖЗИЙКЛМНҢОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯABCDEFGHIJKLMNOPQRSTUVWXYZáàâãäåāçčéèêëēíìîïīñóòôõöøōšúùûüūýžÁÀÂÃÄÅĀÇČÉÈÊËĒÍÌÎÏĪÑÓÒÔÕÖØŌŠÚÙÛÜŪÝŽёЁ-—\xa0'’‘“”«»()*.,"
                                        ),
                                        models.Value(
                                            "абвгдежзийклмнңоөпрстуүфхцчшщъыьэюяabcdefghijklmnopqrstuvwxyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzее   "
                                        ),
                                        function="translate",
                                    ),
                                    models.Value("ң"),
                                    models.Value("нӿ"),
                                    function="replace",
                                ),
                                models.Value("ө"),
                                models.Value("оӿ"),
                                function="replace",
                            ),
                            models.Value("ү"),
                            models.Value("уӿ"),
                            function="replace",
                        ),
                        output_field=models.TextField(
                            db_collation="C", verbose_name="sort key"
                        ),
                    ),
                ),
                (
                    "sort_key_ky",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Func(
                                models.Func(
                                    models.Func(
                                        "name_ky",
                                        models.Value(
                                            "АБВГДЕЖЗИЙКЛМНҢОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯABCDEFGHIJKLMNOPQRSTUVWXYZáàâãäåāçčéèêëēíìîïīñóòôõöøōšúùûüūýžÁÀÂÃÄÅĀÇČÉÈÊËĒÍÌÎÏĪÑÓÒÔÕÖØŌŠÚÙÛÜŪÝŽёЁ-—\xa0'’‘“”«»()*.,"
                                        ),
                                        models.Value(
                                            "абвгдежзийклмнңоөпрстуүфхцчшщъыьэюяabcdefghijklmnopqrstuvwxyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzее   "
                                        ),
                                        function="translate",
                                    ),
                                    models.Value("ң"),
                                    models.Value("нӿ"),
                                    function="replace",
                                ),
                                models.Value("ө"),
                                models.Value("оӿ"),
                                function="replace",
                            ),
                            models.Value("ү"),
                            models.Value("уӿ"),
                            function="replace",
                        ),
                        output_field=models.TextField(
                            db_collation="C", verbose_name="sort key"
                        ),
                    ),
                ),
                ("key", models.SlugField(verbose_name="key")),
                (
                    "order",
                    models.PositiveSmallIntegerField(default=0, verbose_name="order"),
                ),
                ("definition", models.TextField(blank=True, verbose_name="definition")),
                (
                    "definition_en",
                    models.TextField(blank=True, null=True, verbose_name="definition"),
                ),
                (
                    "definition_ru",
                    models.TextField(blank=True, null=True, verbose_name="definition"),
                ),
                (
                    "definition_ky",
                    models.TextField(blank=True, null=True, verbose_name="definition"),
                ),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        help_text="Labels that mean the same term in some export.",
                        verbose_name="also written",
                    ),
                ),
            ],
            options={
                "verbose_name": "term",
                "verbose_name_plural": "terms",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("name_en__isnull", False),
                            ("name_en__gt", ""),
                            ("name_ru__isnull", False),
                            ("name_ru__gt", ""),
                            ("name_ky__isnull", False),
                            ("name_ky__gt", ""),
                        ),
                        name="term_named_in_every_language",
                        violation_error_message="Give the name in all three languages.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Cycle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="created at",
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(auto_now=True, verbose_name="updated at"),
                ),
                ("as_loaded", models.JSONField(default=dict, editable=False)),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        unique=True, verbose_name="number"
                    ),
                ),
                (
                    "first_session",
                    models.PositiveSmallIntegerField(verbose_name="first session"),
                ),
                (
                    "last_session",
                    models.PositiveSmallIntegerField(verbose_name="last session"),
                ),
                (
                    "first_year",
                    models.PositiveSmallIntegerField(verbose_name="first year"),
                ),
                (
                    "last_year",
                    models.PositiveSmallIntegerField(verbose_name="last year"),
                ),
                ("source", models.CharField(max_length=300, verbose_name="source")),
            ],
            options={
                "verbose_name": "cycle",
                "verbose_name_plural": "cycles",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_session__lte", models.F("last_session")),
                            ("first_year__lte", models.F("last_year")),
                        ),
                        name="cycle_begins_before_it_ends",
                        violation_error_message="A cycle cannot end before it begins.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    django.db.models.functions.comparison.Cast(
                                        "first_session", models.IntegerField()
                                    ),
                                    django.db.models.functions.comparison.Cast(
                                        "last_session", models.IntegerField()
                                    ),
                                    models.Value("[]"),
                                    function="int4range",
                                ),
                                "&&",
                            )
                        ],
                        name="cycle_shares_no_session",
                        violation_error_message="A session belongs to one cycle.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="State",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="created at",
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(auto_now=True, verbose_name="updated at"),
                ),
                ("as_loaded", models.JSONField(default=dict, editable=False)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(max_length=200, null=True, verbose_name="name"),
                ),
                (
                    "name_ru",
                    models.CharField(max_length=200, null=True, verbose_name="name"),
                ),
                (
                    "name_ky",
                    models.CharField(max_length=200, null=True, verbose_name="name"),
                ),
                (
                    "sort_key_en",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Func(
                                models.Func(
                                    models.Func(
                                        "name_en",
                                        models.Value(
                                            "АБВГДЕЖЗИЙКЛМНҢОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯABCDEFGHIJKLMNOPQRSTUVWXYZáàâãäåāçčéèêëēíìîïīñóòôõöøōšúùûüūýžÁÀÂÃÄÅĀÇČÉÈÊËĒÍÌÎÏĪÑÓÒÔÕÖØŌŠÚÙÛÜŪÝŽёЁ-—\xa0'’‘“”«»()*.,"
                                        ),
                                        models.Value(
                                            "абвгдежзийклмнңоөпрстуүфхцчшщъыьэюяabcdefghijklmnopqrstuvwxyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzее   "
                                        ),
                                        function="translate",
                                    ),
                                    models.Value("ң"),
                                    models.Value("нӿ"),
                                    function="replace",
                                ),
                                models.Value("ө"),
                                models.Value("оӿ"),
                                function="replace",
                            ),
                            models.Value("ү"),
                            models.Value("уӿ"),
                            function="replace",
                        ),
                        output_field=models.TextField(
                            db_collation="C", verbose_name="sort key"
                        ),
                    ),
                ),
                (
                    "sort_key_ru",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Func(
                                models.Func(
                                    models.Func(
                                        "name_ru",
                                        models.Value(
                                            "АБВГДЕЖЗИЙКЛМНҢОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯABCDEFGHIJKLMNOPQRSTUVWXYZáàâãäåāçčéèêëēíìîïīñóòôõöøōšúùûüūýžÁÀÂÃÄÅĀÇČÉÈÊËĒÍÌÎÏĪÑÓÒÔÕÖØŌŠÚÙÛÜŪÝŽёЁ-—\xa0'’‘“”«»()*.,"
                                        ),
                                        models.Value(
                                            "абвгдежзийклмнңоөпрстуүфхцчшщъыьэюяabcdefghijklmnopqrstuvwxyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzее   "
                                        ),
                                        function="translate",
                                    ),
                                    models.Value("ң"),
                                    models.Value("нӿ"),
                                    function="replace",
                                ),
                                models.Value("ө"),
                                models.Value("оӿ"),
                                function="replace",
                            ),
                            models.Value("ү"),
                            models.Value("уӿ"),
                            function="replace",
                        ),
                        output_field=models.TextField(
                            db_collation="C", verbose_name="sort key"
                        ),
                    ),
                ),
                (
                    "sort_key_ky",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Func(
                                models.Func(
                                    models.Func(
                                        "name_ky",
                                        models.Value(
                                            "АБВГДЕЖЗИЙКЛМНҢОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯABCDEFGHIJKLMNOPQRSTUVWXYZáàâãäåāçčéèêëēíìîïīñóòôõöøōšúùûüūýžÁÀÂÃÄÅĀÇČÉÈÊËĒÍÌÎÏĪÑÓÒÔÕÖØŌŠÚÙÛÜŪÝŽёЁ-—\xa0'’‘“”«»()*.,"
                                        ),
                                        models.Value(
                                            "абвгдежзийклмнңоөпрстуүфхцчшщъыьэюяabcdefghijklmnopqrstuvwxyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzее   "
                                        ),
                                        function="translate",
                                    ),
                                    models.Value("ң"),
                                    models.Value("нӿ"),
                                    function="replace",
                                ),
                                models.Value("ө"),
                                models.Value("оӿ"),
                                function="replace",
                            ),
                            models.Value("ү"),
                            models.Value("уӿ"),
                            function="replace",
                        ),
                        output_field=models.TextField(
                            db_collation="C", verbose_name="sort key"
                        ),
                    ),
                ),
                (
                    "iso3",
                    models.CharField(
                        max_length=3,
                        unique=True,
                        verbose_name="ISO code, three letters",
                    ),
                ),
                (
                    "iso2",
                    models.CharField(
                        max_length=2, unique=True, verbose_name="ISO code, two letters"
                    ),
                ),
                (
                    "formal_name",
                    models.CharField(
                        blank=True,
                        help_text="Empty where it is the short name, or not established.",
                        max_length=200,
                        verbose_name="formal name",
                    ),
                ),
                (
                    "formal_name_en",
                    models.CharField(
                        blank=True,
                        help_text="Empty where it is the short name, or not established.",
                        max_length=200,
                        null=True,
                        verbose_name="formal name",
                    ),
                ),
                (
                    "formal_name_ru",
                    models.CharField(
                        blank=True,
                        help_text="Empty where it is the short name, or not established.",
                        max_length=200,
                        null=True,
                        verbose_name="formal name",
                    ),
                ),
                (
                    "formal_name_ky",
                    models.CharField(
                        blank=True,
                        help_text="Empty where it is the short name, or not established.",
                        max_length=200,
                        null=True,
                        verbose_name="formal name",
                    ),
                ),
                (
                    "is_member",
                    models.BooleanField(
                        default=True, verbose_name="Member State of the UN"
                    ),
                ),
                (
                    "regional_group",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("AG", "African Group"),
                            ("APG", "Asia-Pacific Group"),
                            ("EEG", "Eastern European Group"),
                            ("GRULAC", "Latin American and Caribbean Group"),
                            ("WEOG", "Western European and Others Group"),
                        ],
                        max_length=6,
                        verbose_name="regional group",
                    ),
                ),
                (
                    "organisations",
                    models.ManyToManyField(
                        blank=True,
                        limit_choices_to={"vocabulary__key": "organisations"},
                        related_name="states",
                        to="catalogue.term",
                        verbose_name="organisations",
                    ),
                ),
            ],
            options={
                "verbose_name": "State",
                "verbose_name_plural": "States",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("name_en__isnull", False),
                            ("name_en__gt", ""),
                            ("name_ru__isnull", False),
                            ("name_ru__gt", ""),
                            ("name_ky__isnull", False),
                            ("name_ky__gt", ""),
                        ),
                        name="state_named_in_every_language",
                        violation_error_message="Give the name in all three languages.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("iso2__regex", "^[A-Z]{2}$"), ("iso3__regex", "^[A-Z]{3}$")
                        ),
                        name="state_codes_are_iso_3166",
                        violation_error_message="Write the ISO codes in capital letters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_member", False), ("regional_group", "")),
                            models.Q(("is_member", True), ("regional_group__gt", "")),
                            _connector="OR",
                        ),
                        name="state_member_has_regional_group",
                        violation_error_message="A Member State belongs to a regional group, an observer to none.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TermMapping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="created at",
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(auto_now=True, verbose_name="updated at"),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mapped_to",
                        to="catalogue.term",
                        verbose_name="our term",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mapped_from",
                        to="catalogue.term",
                        verbose_name="stands for",
                    ),
                ),
            ],
            options={
                "verbose_name": "mapping of terms",
                "verbose_name_plural": "mappings of terms",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "target"),
                        name="termmapping_once",
                        violation_error_message="These terms are already mapped.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("source", models.F("target")), _negated=True
                        ),
                        name="termmapping_joins_two_terms",
                        violation_error_message="A term cannot stand for itself.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Treaty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="created at",
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(auto_now=True, verbose_name="updated at"),
                ),
                ("as_loaded", models.JSONField(default=dict, editable=False)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(max_length=200, null=True, verbose_name="name"),
                ),
                (
                    "name_ru",
                    models.CharField(max_length=200, null=True, verbose_name="name"),
                ),
                (
                    "name_ky",
                    models.CharField(max_length=200, null=True, verbose_name="name"),
                ),
                (
                    "sort_key_en",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Func(
                                models.Func(
                                    models.Func(
                                        "name_en",
                                        models.Value(
                                            "АБВГДЕЖЗИЙКЛМНҢОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯABCDEFGHIJKLMNOPQRSTUVWXYZáàâãäåāçčéèêëēíìîïīñóòôõöøōšúùûüūýžÁÀÂÃÄÅĀÇČÉÈÊËĒÍÌÎÏĪÑÓÒÔÕÖØŌŠÚÙÛÜŪÝŽёЁ-—\xa0'’‘“”«»()*.,"
                                        ),
                                        models.Value(
                                            "абвгдежзийклмнңоөпрстуүфхцчшщъыьэюяabcdefghijklmnopqrstuvwxyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzее   "
                                        ),
                                        function="translate",
                                    ),
                                    models.Value("ң"),
                                    models.Value("нӿ"),
                                    function="replace",
                                ),
                                models.Value("ө"),
                                models.Value("оӿ"),
                                function="replace",
                            ),
                            models.Value("ү"),
                            models.Value("уӿ"),
                            function="replace",
                        ),
                        output_field=models.TextField(
                            db_collation="C", verbose_name="sort key"
                        ),
                    ),
                ),
                (
                    "sort_key_ru",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Func(
                                models.Func(
                                    models.Func(
                                        "name_ru",
                                        models.Value(
                                            "АБВГДЕЖЗИЙКЛМНҢОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯABCDEFGHIJKLMNOPQRSTUVWXYZáàâãäåāçčéèêëēíìîïīñóòôõöøōšúùûüūýžÁÀÂÃÄÅĀÇČÉÈÊËĒÍÌÎÏĪÑÓÒÔÕÖØŌŠÚÙÛÜŪÝŽёЁ-—\xa0'’‘“”«»()*.,"
                                        ),
                                        models.Value(
                                            "абвгдежзийклмнңоөпрстуүфхцчшщъыьэюяabcdefghijklmnopqrstuvwxyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzее   "
                                        ),
                                        function="translate",
                                    ),
                                    models.Value("ң"),
                                    models.Value("нӿ"),
                                    function="replace",
                                ),
                                models.Value("ө"),
                                models.Value("оӿ"),
                                function="replace",
                            ),
                            models.Value("ү"),
                            models.Value("уӿ"),
                            function="replace",
                        ),
                        output_field=models.TextField(
                            db_collation="C", verbose_name="sort key"
                        ),
                    ),
                ),
                (
                    "sort_key_ky",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Func(
                                models.Func(
                                    models.Func(
                                        "name_ky",
                                        models.Value(
                                            "АБВГДЕЖЗИЙКЛМНҢОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯABCDEFGHIJKLMNOPQRSTUVWXYZáàâãäåāçčéèêëēíìîïīñóòôõöøōšúùûüūýžÁÀÂÃÄÅĀÇČÉÈÊËĒÍÌÎÏĪÑÓÒÔÕÖØŌŠÚÙÛÜŪÝŽёЁ-—\xa0'’‘“”«»()*.,"
                                        ),
                                        models.Value(
                                            "абвгдежзийклмнңоөпрстуүфхцчшщъыьэюяabcdefghijklmnopqrstuvwxyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzее   "
                                        ),
                                        function="translate",
                                    ),
                                    models.Value("ң"),
                                    models.Value("нӿ"),
                                    function="replace",
                                ),
                                models.Value("ө"),
                                models.Value("оӿ"),
                                function="replace",
                            ),
                            models.Value("ү"),
                            models.Value("уӿ"),
                            function="replace",
                        ),
                        output_field=models.TextField(
                            db_collation="C", verbose_name="sort key"
                        ),
                    ),
                ),
                ("key", models.SlugField(unique=True, verbose_name="key")),
                (
                    "abbreviation",
                    models.CharField(max_length=12, verbose_name="abbreviation"),
                ),
                (
                    "adopted_year",
                    models.PositiveSmallIntegerField(verbose_name="adopted in"),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                (
                    "body_abbreviation",
                    models.CharField(
                        max_length=12, verbose_name="short for the committee"
                    ),
                ),
                (
                    "body_name",
                    models.CharField(max_length=200, verbose_name="committee"),
                ),
                (
                    "body_name_en",
                    models.CharField(
                        max_length=200, null=True, verbose_name="committee"
                    ),
                ),
                (
                    "body_name_ru",
                    models.CharField(
                        max_length=200, null=True, verbose_name="committee"
                    ),
                ),
                (
                    "body_name_ky",
                    models.CharField(
                        max_length=200, null=True, verbose_name="committee"
                    ),
                ),
            ],
            options={
                "verbose_name": "treaty",
                "verbose_name_plural": "treaties",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("name_en__isnull", False),
                            ("name_en__gt", ""),
                            ("name_ru__isnull", False),
                            ("name_ru__gt", ""),
                            ("name_ky__isnull", False),
                            ("name_ky__gt", ""),
                        ),
                        name="treaty_named_in_every_language",
                        violation_error_message="Give the name in all three languages.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("body_name_en__isnull", False),
                            ("body_name_en__gt", ""),
                            ("body_name_ru__isnull", False),
                            ("body_name_ru__gt", ""),
                            ("body_name_ky__isnull", False),
                            ("body_name_ky__gt", ""),
                        ),
                        name="treaty_body_named_in_every_language",
                        violation_error_message="Name the committee in all three languages.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Vocabulary",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="created at",
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(auto_now=True, verbose_name="updated at"),
                ),
                ("as_loaded", models.JSONField(default=dict, editable=False)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(max_length=200, null=True, verbose_name="name"),
                ),
                (
                    "name_ru",
                    models.CharField(max_length=200, null=True, verbose_name="name"),
                ),
                (
                    "name_ky",
                    models.CharField(max_length=200, null=True, verbose_name="name"),
                ),
                (
                    "sort_key_en",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Func(
                                models.Func(
                                    models.Func(
                                        "name_en",
                                        models.Value(
                                            "АБВГДЕЖЗИЙКЛМНҢОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯABCDEFGHIJKLMNOPQRSTUVWXYZáàâãäåāçčéèêëēíìîïīñóòôõöøōšúùûüūýžÁÀÂÃÄÅĀÇČÉÈÊËĒÍÌÎÏĪÑÓÒÔÕÖØŌŠÚÙÛÜŪÝŽёЁ-—\xa0'’‘“”«»()*.,"
                                        ),
                                        models.Value(
                                            "абвгдежзийклмнңоөпрстуүфхцчшщъыьэюяabcdefghijklmnopqrstuvwxyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzее   "
                                        ),
                                        function="translate",
                                    ),
                                    models.Value("ң"),
                                    models.Value("нӿ"),
                                    function="replace",
                                ),
                                models.Value("ө"),
                                models.Value("оӿ"),
                                function="replace",
                            ),
                            models.Value("ү"),
                            models.Value("уӿ"),
                            function="replace",
                        ),
                        output_field=models.TextField(
                            db_collation="C", verbose_name="sort key"
                        ),
                    ),
                ),
                (
                    "sort_key_ru",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Func(
                                models.Func(
                                    models.Func(
                                        "name_ru",
                                        models.Value(
                                            "АБВГДЕЖЗИЙКЛМНҢОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯABCDEFGHIJKLMNOPQRSTUVWXYZáàâãäåāçčéèêëēíìîïīñóòôõöøōšúùûüūýžÁÀÂÃÄÅĀÇČÉÈÊËĒÍÌÎÏĪÑÓÒÔÕÖØŌŠÚÙÛÜŪÝŽёЁ-—\xa0'’‘“”«»()*.,"
                                        ),
                                        models.Value(
                                            "абвгдежзийклмнңоөпрстуүфхцчшщъыьэюяabcdefghijklmnopqrstuvwxyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzее   "
                                        ),
                                        function="translate",
                                    ),
                                    models.Value("ң"),
                                    models.Value("нӿ"),
                                    function="replace",
                                ),
                                models.Value("ө"),
                                models.Value("оӿ"),
                                function="replace",
                            ),
                            models.Value("ү"),
                            models.Value("уӿ"),
                            function="replace",
                        ),
                        output_field=models.TextField(
                            db_collation="C", verbose_name="sort key"
                        ),
                    ),
                ),
                (
                    "sort_key_ky",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Func(
                                models.Func(
                                    models.Func(
                                        "name_ky",
                                        models.Value(
                                            "АБВГДЕЖЗИЙКЛМНҢОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯABCDEFGHIJKLMNOPQRSTUVWXYZáàâãäåāçčéèêëēíìîïīñóòôõöøōšúùûüūýžÁÀÂÃÄÅĀÇČÉÈÊËĒÍÌÎÏĪÑÓÒÔÕÖØŌŠÚÙÛÜŪÝŽёЁ-—\xa0'’‘“”«»()*.,"
                                        ),
                                        models.Value(
                                            "абвгдежзийклмнңоөпрстуүфхцчшщъыьэюяabcdefghijklmnopqrstuvwxyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzее   "
                                        ),
                                        function="translate",
                                    ),
                                    models.Value("ң"),
                                    models.Value("нӿ"),
                                    function="replace",
                                ),
                                models.Value("ө"),
                                models.Value("оӿ"),
                                function="replace",
                            ),
                            models.Value("ү"),
                            models.Value("уӿ"),
                            function="replace",
                        ),
                        output_field=models.TextField(
                            db_collation="C", verbose_name="sort key"
                        ),
                    ),
                ),
                ("key", models.SlugField(verbose_name="key")),
                ("version", models.CharField(max_length=20, verbose_name="version")),
                ("source", models.CharField(max_length=300, verbose_name="source")),
            ],
            options={
                "verbose_name": "vocabulary",
                "verbose_name_plural": "vocabularies",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("name_en__isnull", False),
                            ("name_en__gt", ""),
                            ("name_ru__isnull", False),
                            ("name_ru__gt", ""),
                            ("name_ky__isnull", False),
                            ("name_ky__gt", ""),
                        ),
                        name="vocabulary_named_in_every_language",
                        violation_error_message="Give the name in all three languages.",
                    ),
                    models.UniqueConstraint(
                        fields=("key", "version"),
                        name="vocabulary_once_per_version",
                        violation_error_message="This version is already there.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="term",
            name="vocabulary",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="terms",
                to="catalogue.vocabulary",
                verbose_name="vocabulary",
            ),
        ),
        migrations.CreateModel(
            name="Region",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="created at",
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(auto_now=True, verbose_name="updated at"),
                ),
                ("as_loaded", models.JSONField(default=dict, editable=False)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(max_length=200, null=True, verbose_name="name"),
                ),
                (
                    "name_ru",
                    models.CharField(max_length=200, null=True, verbose_name="name"),
                ),
                (
                    "name_ky",
                    models.CharField(max_length=200, null=True, verbose_name="name"),
                ),
                (
                    "sort_key_en",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Func(
                                models.Func(
                                    models.Func(
                                        "name_en",
                                        models.Value(
                                            "АБВГДЕЖЗИЙКЛМНҢОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯABCDEFGHIJKLMNOPQRSTUVWXYZáàâãäåāçčéèêëēíìîïīñóòôõöøōšúùûüūýžÁÀÂÃÄÅĀÇČÉÈÊËĒÍÌÎÏĪÑÓÒÔÕÖØŌŠÚÙÛÜŪÝŽёЁ-—\xa0'’‘“”«»()*.,"
                                        ),
                                        models.Value(
                                            "абвгдежзийклмнңоөпрстуүфхцчшщъыьэюяabcdefghijklmnopqrstuvwxyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzее   "
                                        ),
                                        function="translate",
                                    ),
                                    models.Value("ң"),
                                    models.Value("нӿ"),
                                    function="replace",
                                ),
                                models.Value("ө"),
                                models.Value("оӿ"),
                                function="replace",
                            ),
                            models.Value("ү"),
                            models.Value("уӿ"),
                            function="replace",
                        ),
                        output_field=models.TextField(
                            db_collation="C", verbose_name="sort key"
                        ),
                    ),
                ),
                (
                    "sort_key_ru",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Func(
                                models.Func(
                                    models.Func(
                                        "name_ru",
                                        models.Value(
                                            "АБВГДЕЖЗИЙКЛМНҢОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯABCDEFGHIJKLMNOPQRSTUVWXYZáàâãäåāçčéèêëēíìîïīñóòôõöøōšúùûüūýžÁÀÂÃÄÅĀÇČÉÈÊËĒÍÌÎÏĪÑÓÒÔÕÖØŌŠÚÙÛÜŪÝŽёЁ-—\xa0'’‘“”«»()*.,"
                                        ),
                                        models.Value(
                                            "абвгдежзийклмнңоөпрстуүфхцчшщъыьэюяabcdefghijklmnopqrstuvwxyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzее   "
                                        ),
                                        function="translate",
                                    ),
                                    models.Value("ң"),
                                    models.Value("нӿ"),
                                    function="replace",
                                ),
                                models.Value("ө"),
                                models.Value("оӿ"),
                                function="replace",
                            ),
                            models.Value("ү"),
                            models.Value("уӿ"),
                            function="replace",
                        ),
                        output_field=models.TextField(
                            db_collation="C", verbose_name="sort key"
                        ),
                    ),
                ),
                (
                    "sort_key_ky",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Func(
                                models.Func(
                                    models.Func(
                                        "name_ky",
                                        models.Value(
                                            "АБВГДЕЖЗИЙКЛМНҢОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯABCDEFGHIJKLMNOPQRSTUVWXYZáàâãäåāçčéèêëēíìîïīñóòôõöøōšúùûüūýžÁÀÂÃÄÅĀÇČÉÈÊËĒÍÌÎÏĪÑÓÒÔÕÖØŌŠÚÙÛÜŪÝŽёЁ-—\xa0'’‘“”«»()*.,"
                                        ),
                                        models.Value(
                                            "абвгдежзийклмнңоөпрстуүфхцчшщъыьэюяabcdefghijklmnopqrstuvwxyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzaaaaaaacceeeeeiiiiinooooooosuuuuuyzее   "
                                        ),
                                        function="translate",
                                    ),
                                    models.Value("ң"),
                                    models.Value("нӿ"),
                                    function="replace",
                                ),
                                models.Value("ө"),
                                models.Value("оӿ"),
                                function="replace",
                            ),
                            models.Value("ү"),
                            models.Value("уӿ"),
                            function="replace",
                        ),
                        output_field=models.TextField(
                            db_collation="C", verbose_name="sort key"
                        ),
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        max_length=6, unique=True, verbose_name="ISO 3166-2 code"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("oblast", "Oblast"), ("city", "City")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                (
                    "state",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="regions",
                        to="catalogue.state",
                        verbose_name="State",
                    ),
                ),
            ],
            options={
                "verbose_name": "region",
                "verbose_name_plural": "regions",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("name_en__isnull", False),
                            ("name_en__gt", ""),
                            ("name_ru__isnull", False),
                            ("name_ru__gt", ""),
                            ("name_ky__isnull", False),
                            ("name_ky__gt", ""),
                        ),
                        name="region_named_in_every_language",
                        violation_error_message="Give the name in all three languages.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[A-Z]{2}-[A-Z0-9]{1,3}$")),
                        name="region_code_is_iso_3166_2",
                        violation_error_message="Write the code as in “KG-GB”.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StateAlias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="created at",
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(auto_now=True, verbose_name="updated at"),
                ),
                (
                    "alias",
                    catalogue.names.NormalisedField(
                        max_length=200, verbose_name="also written"
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aliases",
                        to="catalogue.state",
                        verbose_name="State",
                    ),
                ),
            ],
            options={
                "verbose_name": "other name of a State",
                "verbose_name_plural": "other names of States",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("alias",),
                        name="statealias_names_one_state",
                        violation_error_message="This name already stands for a State.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("alias", ""), _negated=True),
                        name="statealias_has_a_word",
                        violation_error_message="Write at least one word.",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.UniqueConstraint(
                fields=("vocabulary", "key"),
                name="term_once_per_vocabulary",
                violation_error_message="The vocabulary already has this key.",
            ),
        ),
    ]
