"""Text of people in templates: `{% load facts %}{{ ask.text|bold }}`, `{{ facts.title|plain }}`."""

from django import template

from factsheets import facts

register = template.Library()

register.filter("bold", facts.bold, is_safe=True)
register.filter("plain", facts.plain)
