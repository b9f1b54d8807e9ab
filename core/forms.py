from django import forms
from django.core.exceptions import ValidationError


class ConstrainedModelForm(forms.ModelForm):
    """A ModelForm that checks every database constraint of its model.

    Django skips a constraint as soon as it mentions a field that is not on the
    form; the person would then meet an IntegrityError instead of a sentence.
    """

    def full_clean(self):
        super().full_clean()
        if self.is_bound and not self.errors:
            try:
                self.instance.validate_constraints()
            except ValidationError as error:
                self.add_error(None, error)
