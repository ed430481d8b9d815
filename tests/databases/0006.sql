BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0006');
CREATE TABLE installations (
	platform TEXT NOT NULL, 
	tenant TEXT NOT NULL, 
	org TEXT NOT NULL, 
	body TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	renew_at TEXT, 
	at TEXT NOT NULL, 
	PRIMARY KEY (platform, tenant)
);
CREATE TABLE journal (
	event_id TEXT NOT NULL, 
	platform TEXT NOT NULL, 
	tenant TEXT NOT NULL, 
	state_id TEXT NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (event_id)
);
INSERT INTO "journal" VALUES('chat:2c3b0fd3:0','local','main','local:main:lobby','2026-03-02T17:00:00.000000Z');
INSERT INTO "journal" VALUES('chat:2c3b0fd3:1','local','main','local:main:lobby','2026-03-02T17:00:00.000000Z');
INSERT INTO "journal" VALUES('chat:2c3b0fd3:2','local','main','local:main:lobby','2026-03-02T17:00:00.000000Z');
INSERT INTO "journal" VALUES('chat:2c3b0fd3:3','local','main','local:main:lobby','2026-03-02T17:00:00.000000Z');
INSERT INTO "journal" VALUES('chat:2c3b0fd3:4','local','main','local:main:lobby','2026-03-02T17:00:00.000000Z');
INSERT INTO "journal" VALUES('chat:2c3b0fd3:5','local','main','local:main:lobby','2026-03-02T17:00:00.000000Z');
INSERT INTO "journal" VALUES('chat:2c3b0fd3:6','local','main','local:main:lobby','2026-03-02T17:00:00.000000Z');
INSERT INTO "journal" VALUES('chat:2c3b0fd3:7','local','main','local:main:lobby','2026-03-02T17:00:00.000000Z');
INSERT INTO "journal" VALUES('chat:2c3b0fd3:8','local','main','local:main:lobby','2026-03-02T17:00:00.000000Z');
INSERT INTO "journal" VALUES('tick:local:main:lobby:2026-03-02T17:01:36.000000Z','local','main','local:main:lobby','2026-03-02T17:01:36.000000Z');
INSERT INTO "journal" VALUES('tick:local:main:lobby:2026-03-02T17:02:00.000000Z','local','main','local:main:lobby','2026-03-02T17:02:00.000000Z');
INSERT INTO "journal" VALUES('chat:2c3b0fd3:9','local','main','local:main:lobby','2026-03-02T17:02:00.000000Z');
CREATE TABLE keys (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "keys" VALUES('links','c0f9cbe2a2b4d12f305c11663b5ff321e1b8bb766d0326b7f6aa1eb82d435bc3');
CREATE TABLE leases (
	name TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	token INTEGER NOT NULL, 
	until TEXT NOT NULL, 
	PRIMARY KEY (name)
);
CREATE TABLE memberships (
	person TEXT NOT NULL, 
	group_id TEXT NOT NULL, 
	platform TEXT NOT NULL, 
	tenant TEXT NOT NULL, 
	PRIMARY KEY (person, group_id)
);
INSERT INTO "memberships" VALUES('local:main:@ann','local:main:lobby','local','main');
INSERT INTO "memberships" VALUES('local:main:@ben','local:main:lobby','local','main');
INSERT INTO "memberships" VALUES('local:main:@cat','local:main:lobby','local','main');
INSERT INTO "memberships" VALUES('local:main:@dee','local:main:lobby','local','main');
CREATE TABLE oauth_states (
	state TEXT NOT NULL, 
	expires TEXT NOT NULL, 
	PRIMARY KEY (state)
);
CREATE TABLE outbox (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	platform TEXT NOT NULL, 
	tenant TEXT NOT NULL, 
	lane TEXT NOT NULL, 
	room TEXT NOT NULL, 
	event TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	body TEXT NOT NULL, 
	at TEXT NOT NULL, 
	tries INTEGER NOT NULL, 
	plain BOOLEAN NOT NULL, 
	next_at TEXT, 
	owner TEXT, 
	lease_until TEXT
);
CREATE TABLE parked (
	event_id TEXT NOT NULL, 
	platform TEXT NOT NULL, 
	tenant TEXT NOT NULL, 
	state_id TEXT NOT NULL, 
	at TEXT NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (event_id)
);
CREATE TABLE postings (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	place INTEGER, 
	id TEXT NOT NULL, 
	platform TEXT NOT NULL, 
	tenant TEXT NOT NULL, 
	group_id TEXT NOT NULL, 
	reader TEXT NOT NULL, 
	at TEXT NOT NULL, 
	body TEXT NOT NULL, 
	CONSTRAINT uq_postings_id UNIQUE (platform, tenant, id)
);
INSERT INTO "postings" VALUES(1,NULL,'local:main:lobby/1','local','main','local:main:lobby','','2026-03-02T17:00:00.000000Z','{"id":"local:main:lobby/1","tenant":"main","group":"local:main:lobby","at":"2026-03-02T17:00:00Z","key":"joined:chat:2c3b0fd3:0","to":"","by":"","text":"","card":{"title":"Welcome","blocks":[{"spans":[{"who":"ann","type":"mention"}," made this group and is its organiser. Others: /join. Then /schedule or /start."],"type":"text"}],"buttons":[{"label":"Join","verb":"join","args":"","rev":"","form":"","main":false,"group":""}]},"edited":false,"seq":0,"place":0}');
INSERT INTO "postings" VALUES(2,NULL,'local:main:lobby/2','local','main','local:main:lobby','','2026-03-02T17:00:00.000000Z','{"id":"local:main:lobby/2","tenant":"main","group":"local:main:lobby","at":"2026-03-02T17:00:00Z","key":"joined:chat:2c3b0fd3:1","to":"","by":"","text":"","card":{"title":"Welcome","blocks":[{"spans":[{"who":"ben","type":"mention"}," joined."],"type":"text"}],"buttons":[]},"edited":false,"seq":0,"place":0}');
INSERT INTO "postings" VALUES(3,NULL,'local:main:lobby/3','local','main','local:main:lobby','','2026-03-02T17:00:00.000000Z','{"id":"local:main:lobby/3","tenant":"main","group":"local:main:lobby","at":"2026-03-02T17:00:00Z","key":"joined:chat:2c3b0fd3:2","to":"","by":"","text":"","card":{"title":"Welcome","blocks":[{"spans":[{"who":"cat","type":"mention"}," joined."],"type":"text"}],"buttons":[]},"edited":false,"seq":0,"place":0}');
INSERT INTO "postings" VALUES(4,NULL,'local:main:lobby/4','local','main','local:main:lobby','','2026-03-02T17:00:00.000000Z','{"id":"local:main:lobby/4","tenant":"main","group":"local:main:lobby","at":"2026-03-02T17:00:00Z","key":"joined:chat:2c3b0fd3:3","to":"","by":"","text":"","card":{"title":"Welcome","blocks":[{"spans":[{"who":"dee","type":"mention"}," joined."],"type":"text"}],"buttons":[]},"edited":false,"seq":0,"place":0}');
INSERT INTO "postings" VALUES(5,NULL,'local:main:lobby/5','local','main','local:main:lobby','ann','2026-03-02T17:00:00.000000Z','{"id":"local:main:lobby/5","tenant":"main","group":"local:main:lobby","at":"2026-03-02T17:00:00Z","key":"","to":"ann","by":"","text":"","card":{"title":"","blocks":[{"spans":["In which zone? Try: /schedule Tuesday 18:00 Europe/London"],"type":"text"}],"buttons":[]},"edited":false,"seq":0,"place":0}');
INSERT INTO "postings" VALUES(6,NULL,'local:main:lobby/6','local','main','local:main:lobby','ben','2026-03-02T17:00:00.000000Z','{"id":"local:main:lobby/6","tenant":"main","group":"local:main:lobby","at":"2026-03-02T17:00:00Z","key":"","to":"ben","by":"","text":"","card":{"title":"","blocks":[{"spans":["Noted: ","Call the bank",", by Fri 6 Mar","."],"type":"text"}],"buttons":[]},"edited":false,"seq":0,"place":0}');
INSERT INTO "postings" VALUES(9,NULL,'local:main:lobby/9','local','main','local:main:lobby','ann','2026-03-02T17:00:00.000000Z','{"id":"local:main:lobby/9","tenant":"main","group":"local:main:lobby","at":"2026-03-02T17:00:00Z","key":"","to":"ann","by":"","text":"","card":{"title":"","blocks":[{"spans":["Kept."],"type":"text"}],"buttons":[]},"edited":false,"seq":0,"place":0}');
INSERT INTO "postings" VALUES(12,NULL,'local:main:lobby/12','local','main','local:main:lobby','cat','2026-03-02T17:00:00.000000Z','{"id":"local:main:lobby/12","tenant":"main","group":"local:main:lobby","at":"2026-03-02T17:00:00Z","key":"","to":"cat","by":"","text":"","card":{"title":"","blocks":[{"spans":["Kept."],"type":"text"}],"buttons":[]},"edited":false,"seq":0,"place":0}');
INSERT INTO "postings" VALUES(13,10,'local:main:lobby/10','local','main','local:main:lobby','','2026-03-02T17:00:00.000000Z','{"id":"local:main:lobby/10","tenant":"main","group":"local:main:lobby","at":"2026-03-02T17:00:00Z","key":"items:1:0","to":"","by":"","text":"","card":{"title":"Arrive: what was written","blocks":[{"by":"ann","text":"calm","kind":"arrives","note":"#1","type":"quote"},{"by":"cat","text":"tired","kind":"arrives","note":"#2","type":"quote"}],"buttons":[]},"edited":true,"seq":0,"place":0}');
INSERT INTO "postings" VALUES(16,NULL,'local:main:lobby/16','local','main','local:main:lobby','','2026-03-02T17:02:00.000000Z','{"id":"local:main:lobby/16","tenant":"main","group":"local:main:lobby","at":"2026-03-02T17:02:00Z","key":"fitted:1:1.0","to":"","by":"","text":"","card":{"title":"","blocks":[{"spans":["Three of you are here, so Classic hot seat becomes Peer clinic today. Everybody has a turn. What you wrote stays. More of you here? /back opens the door once more."],"type":"text"}],"buttons":[]},"edited":false,"seq":0,"place":0}');
INSERT INTO "postings" VALUES(17,7,'local:main:lobby/7','local','main','local:main:lobby','','2026-03-02T17:02:00.000000Z','{"id":"local:main:lobby/7","tenant":"main","group":"local:main:lobby","at":"2026-03-02T17:02:00Z","key":"board:1","to":"","by":"","text":"","card":{"title":"Set up (2/15)","blocks":[{"spans":["Your challenge in a line, and the help you hope for in another."],"type":"text"},{"spans":["Nobody sees what others write until the reveal."],"type":"text"},{"pairs":[["Done",["0 of 3"]],["Until",[{"at":"2026-03-02T17:05:00Z","style":"time","type":"when"}," ",{"at":"2026-03-02T17:05:00Z","style":"left","type":"when"}]],["Meeting ends",[{"at":"2026-03-02T17:40:00Z","style":"time","type":"when"}]],["Facilitator",[{"who":"ben","type":"mention"}]]],"type":"fields"}],"buttons":[{"label":"Brief","verb":"write","args":"","rev":"1.1.0","form":"write","main":true,"group":""},{"label":"Done","verb":"done","args":"","rev":"1.1.0","form":"","main":false,"group":""},{"label":"Pass","verb":"pass","args":"","rev":"1.1.0","form":"","main":false,"group":""}]},"edited":true,"seq":0,"place":0}');
INSERT INTO "postings" VALUES(18,8,'local:main:lobby/8','local','main','local:main:lobby','ben','2026-03-02T17:02:00.000000Z','{"id":"local:main:lobby/8","tenant":"main","group":"local:main:lobby","at":"2026-03-02T17:02:00Z","key":"desk:1","to":"ben","by":"","text":"","card":{"title":"You facilitate","blocks":[{"spans":["Set up (2/15)."," Next opens Present."],"type":"text"}],"buttons":[{"label":"Next","verb":"next","args":"","rev":"1.1.0.2","form":"","main":true,"group":""},{"label":"Back","verb":"back","args":"","rev":"1.1.0.2","form":"","main":false,"group":""},{"label":"+2 min","verb":"extend","args":"2","rev":"1.1.0.2","form":"","main":false,"group":""},{"label":"+5 min","verb":"extend","args":"5","rev":"1.1.0.2","form":"","main":false,"group":""},{"label":"Pause","verb":"pause","args":"","rev":"1.1.0.2","form":"","main":false,"group":""},{"label":"Park a topic","verb":"park","args":"","rev":"","form":"park","main":false,"group":""}]},"edited":true,"seq":0,"place":0}');
INSERT INTO "postings" VALUES(19,NULL,'local:main:lobby/19','local','main','local:main:lobby','','2026-03-02T17:02:00.000000Z','{"id":"local:main:lobby/19","tenant":"main","group":"local:main:lobby","at":"2026-03-02T17:02:00Z","key":"parked:chat:2c3b0fd3:9","to":"","by":"","text":"","card":{"title":"","blocks":[{"spans":[{"who":"cat","type":"mention"}," parked a topic: ","prices","."],"type":"text"}],"buttons":[]},"edited":false,"seq":0,"place":0}');
CREATE TABLE receipts (
	lane TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	platform TEXT NOT NULL, 
	tenant TEXT NOT NULL, 
	receipt TEXT NOT NULL, 
	PRIMARY KEY (lane, "key")
);
INSERT INTO "receipts" VALUES('local:main:lobby','joined:chat:2c3b0fd3:0','local','main','local:main:lobby/1');
INSERT INTO "receipts" VALUES('local:main:lobby','joined:chat:2c3b0fd3:1','local','main','local:main:lobby/2');
INSERT INTO "receipts" VALUES('local:main:lobby','joined:chat:2c3b0fd3:2','local','main','local:main:lobby/3');
INSERT INTO "receipts" VALUES('local:main:lobby','joined:chat:2c3b0fd3:3','local','main','local:main:lobby/4');
INSERT INTO "receipts" VALUES('local:main:lobby','board:1','local','main','local:main:lobby/7');
INSERT INTO "receipts" VALUES('local:main:lobby','desk:1@ben','local','main','local:main:lobby/8');
INSERT INTO "receipts" VALUES('local:main:lobby','items:1:0','local','main','local:main:lobby/10');
INSERT INTO "receipts" VALUES('local:main:lobby','fitted:1:1.0','local','main','local:main:lobby/16');
INSERT INTO "receipts" VALUES('local:main:lobby','parked:chat:2c3b0fd3:9','local','main','local:main:lobby/19');
CREATE TABLE records (
	kind TEXT NOT NULL, 
	group_id TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	platform TEXT NOT NULL, 
	tenant TEXT NOT NULL, 
	at TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (kind, group_id, "key")
);
CREATE TABLE states (
	id TEXT NOT NULL, 
	platform TEXT NOT NULL, 
	tenant TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	doc TEXT NOT NULL, 
	wake_at TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "states" VALUES('local:main:lobby','local','main','group','{"id":"local:main:lobby","name":"","members":[{"id":"ann","joined":"2026-03-02T17:00:00Z","role":"organiser","since":0,"sat":0,"zone":"","passes":0,"urgent":0,"turn":0,"back":null,"kept":0,"hours":{"wakes":"08:00:00","sleeps":"20:00:00","off":[]},"paused":false},{"id":"ben","joined":"2026-03-02T17:00:00Z","role":"member","since":0,"sat":0,"zone":"","passes":0,"urgent":0,"turn":0,"back":null,"kept":0,"hours":{"wakes":"08:00:00","sleeps":"20:00:00","off":[]},"paused":false},{"id":"cat","joined":"2026-03-02T17:00:00Z","role":"member","since":0,"sat":0,"zone":"","passes":0,"urgent":0,"turn":0,"back":null,"kept":0,"hours":{"wakes":"08:00:00","sleeps":"20:00:00","off":[]},"paused":false},{"id":"dee","joined":"2026-03-02T17:00:00Z","role":"member","since":0,"sat":0,"zone":"","passes":0,"urgent":0,"turn":0,"back":null,"kept":0,"hours":{"wakes":"08:00:00","sleeps":"20:00:00","off":[]},"paused":false}],"format":"hot_seat","seats":1,"cadence":null,"next_at":null,"ledger":[],"passed":[],"commitments":[{"id":1,"by":"ben","what":"Call the bank","due":"2026-03-06","proposed":false,"cue":"","confidence":null,"number":0,"status":"open","witness":"","obstacle":"","history":[],"made":"2026-03-02T17:00:00Z","tapped":false,"remind":null,"private":false}],"made":1,"reviewed":[],"meeting":{"number":1,"format":"clinic","title":"Peer clinic","agenda":[{"id":"arrive","title":"Arrive","prompt":"One word for how you arrive. Anything that could pull you away? Silence it now.","seconds":120,"floor":120,"who":"all","turn":"parallel","rule":"free","end":"all_done","show":"group","keep":["attendance","mood"],"flex":false,"seat":-1,"heads":0,"spare":false,"drop":false,"timebox":[],"window":false,"beside":false},{"id":"setup","title":"Set up","prompt":"Your challenge in a line, and the help you hope for in another.","seconds":180,"floor":180,"who":"all","turn":"blind","rule":"free","end":"all_done","show":"group","keep":["attendance","question","help_mode"],"flex":false,"seat":-1,"heads":0,"spare":false,"drop":false,"timebox":[],"window":false,"beside":false},{"id":"present","title":"Present","prompt":"Your challenge and your request, as one question.","seconds":120,"floor":120,"who":"seat","turn":"serial","rule":"free","end":"timer","show":"group","keep":["question"],"flex":false,"seat":0,"heads":0,"spare":false,"drop":false,"timebox":[],"window":false,"beside":false},{"id":"clarify","title":"Clarify","prompt":"Questions to see it as they see it.","seconds":120,"floor":120,"who":"peers","turn":"parallel","rule":"questions_only","end":"timer","show":"group","keep":["questions","answers"],"flex":false,"seat":0,"heads":0,"spare":false,"drop":false,"timebox":[],"window":false,"beside":false},{"id":"consult","title":"Consult","prompt":"Talk to each other as if they had left the room. Build, contrast, be bold and kind.","seconds":240,"floor":240,"who":"peers","turn":"parallel","rule":"seat_listens","end":"timer","show":"group","keep":["items"],"flex":false,"seat":0,"heads":0,"spare":true,"drop":false,"timebox":[],"window":false,"beside":false},{"id":"feedback","title":"Feedback","prompt":"What was most useful, and your next step.","seconds":120,"floor":120,"who":"seat","turn":"serial","rule":"free","end":"timer","show":"group","keep":["picks","commitment"],"flex":false,"seat":0,"heads":0,"spare":false,"drop":false,"timebox":[],"window":false,"beside":false},{"id":"present","title":"Present","prompt":"Your challenge and your request, as one question.","seconds":120,"floor":120,"who":"seat","turn":"serial","rule":"free","end":"timer","show":"group","keep":["question"],"flex":false,"seat":1,"heads":0,"spare":false,"drop":false,"timebox":[],"window":false,"beside":false},{"id":"clarify","title":"Clarify","prompt":"Questions to see it as they see it.","seconds":120,"floor":120,"who":"peers","turn":"parallel","rule":"questions_only","end":"timer","show":"group","keep":["questions","answers"],"flex":false,"seat":1,"heads":0,"spare":false,"drop":false,"timebox":[],"window":false,"beside":false},{"id":"consult","title":"Consult","prompt":"Talk to each other as if they had left the room. Build, contrast, be bold and kind.","seconds":240,"floor":240,"who":"peers","turn":"parallel","rule":"seat_listens","end":"timer","show":"group","keep":["items"],"flex":false,"seat":1,"heads":0,"spare":true,"drop":false,"timebox":[],"window":false,"beside":false},{"id":"feedback","title":"Feedback","prompt":"What was most useful, and your next step.","seconds":120,"floor":120,"who":"seat","turn":"serial","rule":"free","end":"timer","show":"group","keep":["picks","commitment"],"flex":false,"seat":1,"heads":0,"spare":false,"drop":false,"timebox":[],"window":false,"beside":false},{"id":"present","title":"Present","prompt":"Your challenge and your request, as one question.","seconds":120,"floor":120,"who":"seat","turn":"serial","rule":"free","end":"timer","show":"group","keep":["question"],"flex":false,"seat":2,"heads":0,"spare":false,"drop":false,"timebox":[],"window":false,"beside":false},{"id":"clarify","title":"Clarify","prompt":"Questions to see it as they see it.","seconds":120,"floor":120,"who":"peers","turn":"parallel","rule":"questions_only","end":"timer","show":"group","keep":["questions","answers"],"flex":false,"seat":2,"heads":0,"spare":false,"drop":false,"timebox":[],"window":false,"beside":false},{"id":"consult","title":"Consult","prompt":"Talk to each other as if they had left the room. Build, contrast, be bold and kind.","seconds":240,"floor":240,"who":"peers","turn":"parallel","rule":"seat_listens","end":"timer","show":"group","keep":["items"],"flex":false,"seat":2,"heads":0,"spare":true,"drop":false,"timebox":[],"window":false,"beside":false},{"id":"feedback","title":"Feedback","prompt":"What was most useful, and your next step.","seconds":120,"floor":120,"who":"seat","turn":"serial","rule":"free","end":"timer","show":"group","keep":["picks","commitment"],"flex":false,"seat":2,"heads":0,"spare":false,"drop":false,"timebox":[],"window":false,"beside":false},{"id":"close","title":"Close","prompt":"One commitment each, if you have none yet. Then three taps: how was it?","seconds":300,"floor":180,"who":"all","turn":"parallel","rule":"free","end":"all_done","show":"group","keep":["commitment","pulse"],"flex":true,"seat":-1,"heads":0,"spare":false,"drop":false,"timebox":[],"window":false,"beside":false}],"started":"2026-03-02T17:00:00Z","ends":"2026-03-02T17:40:00Z","at":{"step":1,"opened":"2026-03-02T17:02:00Z","spans":[120,180,120,120,240,120,120,120,240,120,120,120,240,120,300],"speakers":[],"turn":0,"due":"2026-03-02T17:05:00Z","left":null,"done":[],"cued":0,"aired":[],"box":null,"boxed":[],"hinted":[],"aside":null},"seats":[{"holder":"ann","context":"","tried":"","question":"","help":"","picks":[],"unwanted":"","pack":"","backed":[]},{"holder":"ben","context":"","tried":"","question":"","help":"","picks":[],"unwanted":"","pack":"","backed":[]},{"holder":"cat","context":"","tried":"","question":"","help":"","picks":[],"unwanted":"","pack":"","backed":[]}],"charged":false,"here":[{"who":"ben","came":"2026-03-02T17:00:00Z","seen":"2026-03-02T17:00:00Z","left":false},{"who":"ann","came":"2026-03-02T17:00:00Z","seen":"2026-03-02T17:00:00Z","left":false},{"who":"cat","came":"2026-03-02T17:00:00Z","seen":"2026-03-02T17:02:00Z","left":false}],"items":[{"id":1,"step":0,"by":"ann","kind":"mood","text":"calm","late":false,"level":"group","on":0,"edited":false,"deleted":false,"topic":0,"due":null},{"id":2,"step":0,"by":"cat","kind":"mood","text":"tired","late":false,"level":"group","on":0,"edited":false,"deleted":false,"topic":0,"due":null}],"rev":2,"back":null,"moved":"","by":"ben","minutes":60,"fitted":true,"announced":[],"facilitator":"ben","ballot":{"pulses":[],"lines":[],"answered":[],"votes":[],"told":[]},"balances":[],"asked":"hot_seat","writing":[],"lost":[],"on":null},"held":0,"last":null,"gone":"","minutes":0,"relay":false,"rota":{"policy":"credit","claims":[],"requests":[],"duties":[]},"briefs":[],"ahead":[],"drafts":[],"parking":[{"id":1,"by":"cat","text":"prices","matter":0,"soon":0,"item":0}],"past":[],"charter":0,"articles":[],"withdrawn":[],"exposed":false,"away":[],"diary":{"changes":[],"breaks":[],"rev":0,"ruled":0,"used":null,"held":[]},"links":0,"planned":null,"rung":null,"replies":[],"marks":[],"outlooks":[],"proposals":[],"unsigned":[],"unentered":false}','2026-03-02T17:04:24.000000Z');
CREATE INDEX ix_states_wake_at ON states (wake_at);
CREATE INDEX ix_states_tenant ON states (platform, tenant, kind);
CREATE INDEX ix_outbox_lane ON outbox (lane, id);
CREATE INDEX ix_records_at ON records (kind, at);
CREATE INDEX ix_memberships_group ON memberships (group_id);
CREATE INDEX ix_postings_wall ON postings (platform, tenant, group_id, seq);
CREATE INDEX ix_installations_renew_at ON installations (platform, renew_at);
CREATE INDEX ix_leases_until ON leases (until);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('outbox',19);
INSERT INTO "sqlite_sequence" VALUES('postings',19);
COMMIT;
