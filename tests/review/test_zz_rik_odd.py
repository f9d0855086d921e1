import sys, time, traceback
from pathlib import Path
from dataclasses import replace
from datetime import datetime, UTC, date, timedelta
import pytest
from lesvisit import paths
from lesvisit.domain.events import *
from lesvisit.domain.package import *
from lesvisit.domain.records import kind_of
from lesvisit.domain.template import *
from lesvisit.domain.visit import Visit
from lesvisit.domain.debrief import *
from lesvisit.domain.errors import LesVisitError
from lesvisit.exchange import package_file
from lesvisit.commands.leave import leaves
from lesvisit.services import share
from tests.review.test_package_forged import edited, added, newer
from tests.packages.laptops import laptop
from tests.ui.packages.two import opened, answer, take, WAIT
T=datetime(2026,11,24,9,30,tzinfo=UTC)
FAR=datetime(2199,1,1,tzinfo=UTC); OLD=datetime(1971,1,1,tzinfo=UTC)

def rec(payload, seq, at=T, block_id="", n=1):
    st=Stamp(seq,"odd","boot",0,at,at,"Europe/Amsterdam",block_id=block_id)
    k=kind_of(payload)
    from lesvisit.domain.records import EVENT_KINDS
    return PackedRecord(f"odd-{seq}",k,"",(Revision(1,1,payload,"",T),),st if k in EVENT_KINDS else None)

def head(p, **kw):
    return edited(p,p.main,lambda r: newer(r,replace(r.head.payload,**kw)) if r.kind=="visit" else r)
def many(p,*recs):
    for r in recs: p=added(p,r)
    return p
def drop(p,kind):
    sc=tuple(replace(s,records=tuple(r for r in s.records if r.kind!=kind)) if s.id==p.main else s for s in p.scopes)
    return replace(p,scopes=sc)
def tmpl(p,change):
    return edited(p,p.main,lambda r: newer(r,change(r.head.payload)) if r.kind=="template" else r)
def withtemplate(p, *blocks, scales=()):
    t=Template(id="t",version=1,name={"nl":"Gek"},sections=(Section(title={"nl":"deel"},blocks=blocks),),scales=scales)
    p=drop(p,"template")
    return added(p, PackedRecord("odd-template","template","",(Revision(1,1,t,"",T),)))
BIG="x"*20000
def B(id,type,n=3,**kw):
    return Block(id=id,type=type,label={"nl":"blok "+type},items=tuple(Item(id=f"{id}-{i}",label={"nl":f"item {i}"}) for i in range(n)),**kw)
TYPES=["note","tally","rating","check","duration","sweep","seat_map","interval_grid","utterance","columns","field","case_matrix","cases","timeline","zzz"]
def all_types(p, n=3, options=None):
    return withtemplate(p,*(B(f"b{k}",t,n,options=options or {}) for k,t in enumerate(TYPES)))
def all_events(p, vals):
    out=[];s=1000
    for k,t in enumerate(TYPES):
        for v in vals:
            out.append(rec(Entry(f"b{k}",f"b{k}-0",**v),s,block_id=f"b{k}")); s+=1
        out.append(rec(Tick(f"b{k}"),s,block_id=f"b{k}")); s+=1
        out.append(rec(Duration("x",1e300,item=f"b{k}-0"),s,block_id=f"b{k}")); s+=1
        out.append(rec(Duration("x",-5.0,item=f"b{k}-0",running=True),s,FAR,block_id=f"b{k}")); s+=1
        out.append(rec(Sweep({"a":10**18,"b":-5,"":0},present=-3),s,block_id=f"b{k}")); s+=1
        out.append(rec(CaseCell("ZZZZ","nophase","p"*500,"o"*500,("nope",)),s,block_id=f"b{k}")); s+=1
    return many(p,*out)
PROT=lambda **k: Protocol(**{**dict(id="p",version=1,name={"nl":"Gek"}),**k})
def proto(p,pr):
    p=drop(p,"protocol")
    return added(p, PackedRecord("odd-protocol","protocol","",(Revision(1,1,pr,"",T),)))
ODD={
 "protocol0": lambda p: proto(p,PROT()),
 "protocol2000": lambda p: proto(p,PROT(steps=tuple(Step(id=f"s{i}",kind="",title={"nl":f"t{i}"},speaker=Speaker.BOTH,minutes=10**9) if 0 else mkstep(i) for i in range(2000)))),
 "template0": lambda p: tmpl(p,lambda t: replace(t,sections=(),scales=(),name={})),
 "template_types": lambda p: all_types(p),
 "template_types0": lambda p: all_types(p,0),
 "template_odd_options": lambda p: all_types(p,3,{"minutes":-1,"interval":0,"seconds":"x","rows":10**9,"columns":"a","size":[1],"every_min":0,"slot_min":-3,"kinds":{"a":1},"layout":5,"phases":[],"step":0.0,"max":-1}),
 "events_odd": lambda p: all_events(all_types(p),[dict(slot=10**9,value="zz",number=1e308,other="qq",texts=("a",)*50),dict(slot=-10**9,value="1",number=-1.0)]),
 "dup_ids": lambda p: withtemplate(p,B("a","tally"),B("a","rating"),B("a","interval_grid")),
 "items3000": lambda p: withtemplate(p,B("a","tally",3000),B("b","rating",500,scale="nope")),
 "start1971": lambda p: head(p,lesson_start_utc=OLD),
 "start2199": lambda p: head(p,lesson_start_utc=FAR),
 "note_far": lambda p: many(p,rec(Note("ver weg"),500,FAR),rec(Note("lang geleden"),501,OLD)),
 "lesson_min_big": lambda p: head(p,lesson_min=10**12),
 "lesson_min_neg": lambda p: head(p,lesson_min=-10),
 "day": lambda p: head(p,day=date(1970,1,1)),
 "texts": lambda p: head(p,class_name=BIG,subject="<img src=/etc/passwd>"+BIG,room="\u202e"+"y"*3000),
 "seats": lambda p: many(p,rec(Seating("U",{"A":"R9P9"},seats=tuple(Seat(f"R{i}P{i}",-1e9*i,1e300) for i in range(200))),600),rec(Seating("rijen: 99999x99999",{BIG:"q"}),601)),
 "phases": lambda p: many(p,*(rec(PhaseStart("nope" if i%2 else ""),700+i) for i in range(50))),
 "zone": lambda p: edited(p,p.main,lambda r: replace(r,stamp=replace(r.stamp,zone="../../etc/passwd",elapsed_ms=-(2**62))) if r.stamp else r),
 "gap": lambda p: many(p,rec(Gap(FAR,OLD,GapReason.SLEEP),710),rec(StampMove("odd-711",FAR),711),rec(StampMove("nope",OLD),712)),
 "visitors": lambda p: head(p,visitor_ids=(),visited_id=""),
 "self": lambda p: head(p,visitor_ids=(next(r.head.payload for s in p.scopes for r in s.records if r.kind=="visit").visited_id,)*5),
 "notes5000": lambda p: many2(p,[rec(Note(f"regel {i}"),2000+i,T+timedelta(seconds=i%4000)) for i in range(5000)]),
}
def many2(p,recs):
    sc=tuple(replace(s,records=(*s.records,*recs)) if s.id==p.main else s for s in p.scopes)
    return replace(p,scopes=sc)
def mkstep(i):
    import dataclasses, typing
    vals={}
    hints=typing.get_type_hints(Step)
    for f in dataclasses.fields(Step):
        if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING:
            h=hints[f.name]
            vals[f.name]= f"s{i}" if h is str else 10**9 if h is int else 1e9 if h is float else {"nl":f"t{i}"}
            if isinstance(h,type) and issubclass(h,StrEnum): vals[f.name]=list(h)[0]
    return Step(**vals)

@pytest.mark.parametrize("name",list(ODD))
def test_odd(name, house, window, tmp_path, qtbot):
    house.workspace.say_who_i_am("Noor")
    with laptop(tmp_path/"bram","device-bram") as bram:
        bram.i_am("Bram"); vid=bram.sample(); p=bram.pack(vid)
    p=ODD[name](p)
    path=tmp_path/"odd.lesvisit"
    path.write_bytes(package_file.dumps(p))
    try: package_file.loads(path.read_bytes())
    except LesVisitError as e:
        print("REFUSED",e, getattr(e,"values","")); pytest.skip(f"refused {e}")
    t=time.time()
    window.packages.open_file(path); page=window.packages.open_page
    house.qtbot.waitUntil(lambda: page.found is not None, timeout=20000)
    for card in page.preview.who:
        card.choose if 0 else None
    for n,c in (("Noor","me"),("Bram","new")):
        if any(x.person_name==n for x in page.preview.who): answer(page,n,c)
    take(page,house)
    print("taken",time.time()-t)
    bad=[]
    for step in range(5):
        t=time.time()
        window.open_visit(vid,step)
        house.qtbot.waitUntil(lambda: window.visit is not None and window.visit_step==step, timeout=30000)
        house.settle(); window.grab()
        d=time.time()-t
        if d>4: bad.append(("step",step,round(d,1)))
    tr=house.workspace.translator
    read=lambda w: house.read(w)
    for leaf in leaves(read,tr):
        t=time.time()
        out=tmp_path/"out"/leaf.name if hasattr(leaf,"name") else None
        vals=[getattr(leaf,s) for s in leaf.__slots__] if hasattr(leaf,"__slots__") else list(vars(leaf).values())
        out=tmp_path/"out"/vals[0]; out.parent.mkdir(parents=True,exist_ok=True)
        try: vals[1](out)
        except LesVisitError as e: bad.append((vals[0].name,"said",str(e)))
        except Exception as e:
            tb=traceback.extract_tb(e.__traceback__)[-3:]
            bad.append((vals[0].name[-30:],repr(e)[:200],[f"{x.filename[-40:]}:{x.lineno}" for x in tb]))
        d=time.time()-t
        if d>6: bad.append((vals[0].name[-30:],"slow",round(d,1)))
    assert not bad, bad
