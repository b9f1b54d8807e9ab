import time, collections
import pytest
import tests.consultations.test_planted_words as tpw
from tests.consultations.test_planted_words import askers, planted, addresses, questions, cards, look, WORD, knows

pytestmark = pytest.mark.django_db

def test_all(askers, planted):
    t=time.time()
    world=askers.world
    paths = [*addresses(world, planted), *questions(world, planted), *cards(world)]
    out=open('/tmp/h3-leaks.txt','w')
    print(len(paths), file=out, flush=True)
    for role in ("member of another group","institution","adviser","coordinator","facilitator","reader","rapporteur of the hidden group"):
        t=time.time()
        leaks=collections.Counter(); st=collections.Counter(); where={}
        for path in paths:
            s, body = look(askers, role, path)
            st[s]+=1
            for word in set(WORD.findall(body)):
                label, readers = planted.words[word]
                if not readers & knows(role):
                    leaks[label.split()[0]]+=1; where.setdefault(label, path)
        print(role, round(time.time()-t), dict(st), dict(leaks), file=out)
        for k,v in list(where.items())[:40]: print('    ',k,v, file=out)
        out.flush()
