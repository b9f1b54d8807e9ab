"""What every page knows."""

from django.conf import settings


def page(request):
    return {
        "quick_exit_url": settings.QUICK_EXIT_URL,
        "page_languages": [code for code, _name in settings.LANGUAGES],
    }
