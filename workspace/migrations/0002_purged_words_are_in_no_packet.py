from django.db import migrations

# Purging is below packets and does not know them: what it removes from a text, and
# from its translations, is removed here in the same transaction.
FORGET = """
CREATE FUNCTION workspace_packetitem_forget() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE workspace_packetitem
    SET source_text = '–', source_digest = '', target_text = '', text = '',
        offered = '', state = 'gone'
    WHERE subject_label = 'submissions.text' AND subject_id IN (
        SELECT id FROM submissions_text WHERE section_id = NEW.section_id
    );
    RETURN NULL;
END $$;
CREATE TRIGGER submissions_text_purged AFTER UPDATE OF epoch ON submissions_text
    FOR EACH ROW WHEN (OLD.epoch IS DISTINCT FROM NEW.epoch)
    EXECUTE FUNCTION workspace_packetitem_forget();
"""
KEEP = """
DROP TRIGGER submissions_text_purged ON submissions_text;
DROP FUNCTION workspace_packetitem_forget();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("workspace", "0001_start"),
        ("submissions", "0001_start"),
    ]

    operations = [migrations.RunSQL(FORGET, KEEP)]
