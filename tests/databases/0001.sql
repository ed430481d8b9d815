BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE journal (
	event_id TEXT NOT NULL, 
	platform TEXT NOT NULL, 
	tenant TEXT NOT NULL, 
	state_id TEXT NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (event_id)
);
INSERT INTO "journal" VALUES('chat:a7e9ee9f:0','local','main','local:main:lobby','2026-03-02T17:00:00.000000Z');
INSERT INTO "journal" VALUES('chat:a7e9ee9f:1','local','main','local:main:lobby','2026-03-02T17:00:00.000000Z');
INSERT INTO "journal" VALUES('chat:a7e9ee9f:2','local','main','local:main:lobby','2026-03-02T17:00:00.000000Z');
INSERT INTO "journal" VALUES('chat:a7e9ee9f:3','local','main','local:main:lobby','2026-03-02T17:00:00.000000Z');
INSERT INTO "journal" VALUES('chat:a7e9ee9f:4','local','main','local:main:lobby','2026-03-02T17:00:00.000000Z');
INSERT INTO "journal" VALUES('chat:a7e9ee9f:5','local','main','local:main:lobby','2026-03-02T17:00:00.000000Z');
INSERT INTO "journal" VALUES('chat:a7e9ee9f:6','local','main','local:main:lobby','2026-03-02T17:00:00.000000Z');
INSERT INTO "journal" VALUES('chat:a7e9ee9f:8','local','main','local:main:lobby','2026-03-02T17:00:00.000000Z');
INSERT INTO "journal" VALUES('chat:a7e9ee9f:10','local','main','local:main:lobby','2026-03-02T17:00:00.000000Z');
INSERT INTO "journal" VALUES('chat:a7e9ee9f:12','local','main','local:main:lobby','2026-03-02T17:00:00.000000Z');
INSERT INTO "journal" VALUES('tick:local:main:lobby:2026-03-02T17:02:00.000000Z','local','main','local:main:lobby','2026-03-02T17:02:00.000000Z');
INSERT INTO "journal" VALUES('chat:a7e9ee9f:14','local','main','local:main:lobby','2026-03-02T17:02:00.000000Z');
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
INSERT INTO "postings" VALUES(1,NULL,'local:main:lobby/1','local','main','local:main:lobby','','2026-03-02T17:00:00.000000Z','{"id":"local:main:lobby/1","tenant":"main","group":"local:main:lobby","at":"2026-03-02T17:00:00Z","key":"joined:chat:a7e9ee9f:0","to":"","by":"","text":"","card":{"title":"Welcome","blocks":[{"spans":[{"who":"ann","type":"mention"}," made this group and is its organiser. Others: /join. Then /schedule or /start."],"type":"text"}],"buttons":[]},"edited":false,"seq":0,"place":0}');
INSERT INTO "postings" VALUES(2,NULL,'local:main:lobby/2','local','main','local:main:lobby','','2026-03-02T17:00:00.000000Z','{"id":"local:main:lobby/2","tenant":"main","group":"local:main:lobby","at":"2026-03-02T17:00:00Z","key":"joined:chat:a7e9ee9f:1","to":"","by":"","text":"","card":{"title":"Welcome","blocks":[{"spans":[{"who":"ben","type":"mention"}," joined."],"type":"text"}],"buttons":[]},"edited":false,"seq":0,"place":0}');
INSERT INTO "postings" VALUES(3,NULL,'local:main:lobby/3','local','main','local:main:lobby','','2026-03-02T17:00:00.000000Z','{"id":"local:main:lobby/3","tenant":"main","group":"local:main:lobby","at":"2026-03-02T17:00:00Z","key":"joined:chat:a7e9ee9f:2","to":"","by":"","text":"","card":{"title":"Welcome","blocks":[{"spans":[{"who":"cat","type":"mention"}," joined."],"type":"text"}],"buttons":[]},"edited":false,"seq":0,"place":0}');
INSERT INTO "postings" VALUES(4,NULL,'local:main:lobby/4','local','main','local:main:lobby','','2026-03-02T17:00:00.000000Z','{"id":"local:main:lobby/4","tenant":"main","group":"local:main:lobby","at":"2026-03-02T17:00:00Z","key":"joined:chat:a7e9ee9f:3","to":"","by":"","text":"","card":{"title":"Welcome","blocks":[{"spans":[{"who":"dee","type":"mention"}," joined."],"type":"text"}],"buttons":[]},"edited":false,"seq":0,"place":0}');
INSERT INTO "postings" VALUES(5,NULL,'local:main:lobby/5','local','main','local:main:lobby','','2026-03-02T17:00:00.000000Z','{"id":"local:main:lobby/5","tenant":"main","group":"local:main:lobby","at":"2026-03-02T17:00:00Z","key":"schedule:chat:a7e9ee9f:4","to":"","by":"","text":"","card":{"title":"Schedule","blocks":[{"spans":[{"text":"Every Tuesday at 18:00, Europe/London","type":"bold"}],"type":"text"},{"lines":[[{"at":"2026-03-03T18:00:00Z","style":"moment","type":"when"}],[{"at":"2026-03-10T18:00:00Z","style":"moment","type":"when"}],[{"at":"2026-03-17T18:00:00Z","style":"moment","type":"when"}]],"numbered":false,"type":"lines"}],"buttons":[]},"edited":false,"seq":0,"place":0}');
INSERT INTO "postings" VALUES(6,NULL,'local:main:lobby/6','local','main','local:main:lobby','ann','2026-03-02T17:00:00.000000Z','{"id":"local:main:lobby/6","tenant":"main","group":"local:main:lobby","at":"2026-03-02T17:00:00Z","key":"","to":"ann","by":"","text":"","card":{"title":"","blocks":[{"spans":["Noted: ","call three customers",", by Fri 6 Mar","."],"type":"text"}],"buttons":[]},"edited":false,"seq":0,"place":0}');
INSERT INTO "postings" VALUES(8,NULL,'local:main:lobby/8','local','main','local:main:lobby','ann','2026-03-02T17:00:00.000000Z','{"id":"local:main:lobby/8","tenant":"main","group":"local:main:lobby","at":"2026-03-02T17:00:00Z","key":"","to":"ann","by":"","text":"","card":{"title":"","blocks":[{"spans":["Kept."],"type":"text"}],"buttons":[]},"edited":false,"seq":0,"place":0}');
INSERT INTO "postings" VALUES(11,NULL,'local:main:lobby/11','local','main','local:main:lobby','ben','2026-03-02T17:00:00.000000Z','{"id":"local:main:lobby/11","tenant":"main","group":"local:main:lobby","at":"2026-03-02T17:00:00Z","key":"","to":"ben","by":"","text":"","card":{"title":"","blocks":[{"spans":["Kept."],"type":"text"}],"buttons":[]},"edited":false,"seq":0,"place":0}');
INSERT INTO "postings" VALUES(14,NULL,'local:main:lobby/14','local','main','local:main:lobby','cat','2026-03-02T17:00:00.000000Z','{"id":"local:main:lobby/14","tenant":"main","group":"local:main:lobby","at":"2026-03-02T17:00:00Z","key":"","to":"cat","by":"","text":"","card":{"title":"","blocks":[{"spans":["Kept."],"type":"text"}],"buttons":[]},"edited":false,"seq":0,"place":0}');
INSERT INTO "postings" VALUES(15,9,'local:main:lobby/9','local','main','local:main:lobby','','2026-03-02T17:00:00.000000Z','{"id":"local:main:lobby/9","tenant":"main","group":"local:main:lobby","at":"2026-03-02T17:00:00Z","key":"items:1:0","to":"","by":"","text":"","card":{"title":"Arrive: what was written","blocks":[{"by":"ann","text":"curious","kind":"arrives","note":"#1","type":"quote"},{"by":"ben","text":"tired","kind":"arrives","note":"#2","type":"quote"},{"by":"cat","text":"awake","kind":"arrives","note":"#3","type":"quote"}],"buttons":[]},"edited":true,"seq":0,"place":0}');
INSERT INTO "postings" VALUES(18,NULL,'local:main:lobby/18','local','main','local:main:lobby','ann','2026-03-02T17:02:00.000000Z','{"id":"local:main:lobby/18","tenant":"main","group":"local:main:lobby","at":"2026-03-02T17:02:00Z","key":"","to":"ann","by":"","text":"","card":{"title":"","blocks":[{"spans":["Kept."],"type":"text"}],"buttons":[]},"edited":false,"seq":0,"place":0}');
INSERT INTO "postings" VALUES(19,NULL,'local:main:lobby/19','local','main','local:main:lobby','','2026-03-02T17:02:00.000000Z','{"id":"local:main:lobby/19","tenant":"main","group":"local:main:lobby","at":"2026-03-02T17:02:00Z","key":"items:1:1","to":"","by":"","text":"","card":{"title":"Review: what was written","blocks":[{"by":"ann","text":"Two of them signed","kind":"win","note":"#4","type":"quote"}],"buttons":[]},"edited":false,"seq":0,"place":0}');
INSERT INTO "postings" VALUES(20,7,'local:main:lobby/7','local','main','local:main:lobby','','2026-03-02T17:02:00.000000Z','{"id":"local:main:lobby/7","tenant":"main","group":"local:main:lobby","at":"2026-03-02T17:02:00Z","key":"board:1","to":"","by":"","text":"","card":{"title":"Review (2/10)","blocks":[{"spans":["Last commitment: done, partly, not yet or dropped. One line on why. Then one win."],"type":"text"},{"pairs":[["Floor",[{"who":"ben","type":"mention"},", then ",{"who":"cat","type":"mention"}]],["Until",[{"at":"2026-03-02T17:03:30Z","style":"time","type":"when"}," ",{"at":"2026-03-02T17:03:30Z","style":"left","type":"when"}]],["Meeting ends",[{"at":"2026-03-02T17:46:00Z","style":"time","type":"when"}]]],"type":"fields"}],"buttons":[{"label":"Report","verb":"write","args":"","rev":"1.1.1","form":"write","main":true},{"label":"Done","verb":"done","args":"","rev":"1.1.1","form":"","main":false},{"label":"Pass","verb":"pass","args":"","rev":"1.1.1","form":"","main":false},{"label":"Next","verb":"next","args":"","rev":"1.1.1.3","form":"","main":false},{"label":"+2","verb":"extend","args":"2","rev":"1.1.1.3","form":"","main":false},{"label":"+5","verb":"extend","args":"5","rev":"1.1.1.3","form":"","main":false},{"label":"Pause","verb":"pause","args":"","rev":"1.1.1.3","form":"","main":false}]},"edited":true,"seq":0,"place":0}');
CREATE TABLE receipts (
	lane TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	platform TEXT NOT NULL, 
	tenant TEXT NOT NULL, 
	receipt TEXT NOT NULL, 
	PRIMARY KEY (lane, "key")
);
INSERT INTO "receipts" VALUES('local:main:lobby','joined:chat:a7e9ee9f:0','local','main','local:main:lobby/1');
INSERT INTO "receipts" VALUES('local:main:lobby','joined:chat:a7e9ee9f:1','local','main','local:main:lobby/2');
INSERT INTO "receipts" VALUES('local:main:lobby','joined:chat:a7e9ee9f:2','local','main','local:main:lobby/3');
INSERT INTO "receipts" VALUES('local:main:lobby','joined:chat:a7e9ee9f:3','local','main','local:main:lobby/4');
INSERT INTO "receipts" VALUES('local:main:lobby','schedule:chat:a7e9ee9f:4','local','main','local:main:lobby/5');
INSERT INTO "receipts" VALUES('local:main:lobby','board:1','local','main','local:main:lobby/7');
INSERT INTO "receipts" VALUES('local:main:lobby','items:1:0','local','main','local:main:lobby/9');
INSERT INTO "receipts" VALUES('local:main:lobby','items:1:1','local','main','local:main:lobby/19');
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
INSERT INTO "records" VALUES('commitment','local:main:lobby','1','local','main','2026-03-02T17:02:00.000000Z','{"id":1,"by":"ann","what":"call three customers","due":"2026-03-06","proposed":false,"cue":"","confidence":null,"number":0,"status":"done"}');
CREATE TABLE states (
	id TEXT NOT NULL, 
	platform TEXT NOT NULL, 
	tenant TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	doc TEXT NOT NULL, 
	wake_at TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "states" VALUES('local:main:lobby','local','main','group','{"id":"local:main:lobby","name":"","members":[{"id":"ann","joined":"2026-03-02T17:00:00Z","role":"organiser","since":0,"sat":0,"zone":""},{"id":"ben","joined":"2026-03-02T17:00:00Z","role":"member","since":0,"sat":0,"zone":""},{"id":"cat","joined":"2026-03-02T17:00:00Z","role":"member","since":0,"sat":0,"zone":""},{"id":"dee","joined":"2026-03-02T17:00:00Z","role":"member","since":0,"sat":0,"zone":""}],"format":"hot_seat","seats":1,"cadence":{"day":1,"at":"18:00:00","zone":"Europe/London"},"next_at":"2026-03-03T18:00:00Z","reminded":false,"ledger":[],"passed":[],"commitments":[],"made":1,"reviewed":[{"id":1,"by":"ann","what":"call three customers","due":"2026-03-06","proposed":false,"cue":"","confidence":null,"number":0,"status":"done"}],"meeting":{"number":1,"format":"hot_seat","title":"Classic hot seat","agenda":[{"id":"arrive","title":"Arrive","prompt":"One word for how you arrive. Anything that could pull you away? Silence it now.","seconds":120,"floor":120,"who":"all","turn":"parallel","rule":"free","end":"all_done","show":"group","keep":["attendance","mood"],"flex":false,"seat":-1,"heads":0},{"id":"review","title":"Review","prompt":"Last commitment: done, partly, not yet or dropped. One line on why. Then one win.","seconds":360,"floor":240,"who":"all","turn":"serial","rule":"free","end":"timer","show":"group","keep":["commitment_status","lesson","win"],"flex":true,"seat":-1,"heads":4},{"id":"brief","title":"Brief","prompt":"Context in three sentences; what you tried; your ask as ONE question; the kind of help you want.","seconds":240,"floor":120,"who":"seat","turn":"serial","rule":"free","end":"timer","show":"group","keep":["brief","question","help_mode"],"flex":true,"seat":0,"heads":0},{"id":"clarify","title":"Clarify","prompt":"Short factual questions: who, what, when, how much. No advice wearing a question mark.","seconds":360,"floor":180,"who":"peers","turn":"parallel","rule":"questions_only","end":"timer","show":"group","keep":["questions","answers"],"flex":true,"seat":0,"heads":0},{"id":"restate","title":"Restate","prompt":"After those questions: what is the real question now?","seconds":120,"floor":120,"who":"seat","turn":"serial","rule":"free","end":"timer","show":"group","keep":["question_final"],"flex":false,"seat":0,"heads":0},{"id":"write","title":"Write","prompt":"On your own: one to three items. Tag each: experience, idea, risk, question, resource, intro.","seconds":180,"floor":180,"who":"peers","turn":"blind","rule":"free","end":"all_done","show":"group","keep":["items"],"flex":false,"seat":0,"heads":0},{"id":"discuss","title":"Discuss","prompt":"Build on the items. Talk about the issue, not to the seat-holder. Two contrasting views beat five alike.","seconds":720,"floor":360,"who":"peers","turn":"serial","rule":"seat_listens","end":"timer","show":"group","keep":["items","builds"],"flex":true,"seat":0,"heads":0},{"id":"takeaway","title":"Take away","prompt":"What landed? Mark up to three to try. First step, by when, and the moment you will start it.","seconds":240,"floor":240,"who":"seat","turn":"serial","rule":"free","end":"timer","show":"group","keep":["picks","commitment","cue"],"flex":false,"seat":0,"heads":0},{"id":"commit","title":"Commit","prompt":"One thing before next time: what, by when, and ''when __ happens I will __''. Sure of it, 0 to 10? Under 7: shrink it.","seconds":360,"floor":360,"who":"all","turn":"parallel","rule":"free","end":"all_done","show":"group","keep":["commitment","cue","confidence"],"flex":false,"seat":-1,"heads":0},{"id":"close","title":"Close","prompt":"One thing you take with you. The next date and the next seat follow in the recap.","seconds":240,"floor":240,"who":"all","turn":"parallel","rule":"free","end":"all_done","show":"group","keep":["insight"],"flex":false,"seat":-1,"heads":0}],"started":"2026-03-02T17:00:00Z","ends":"2026-03-02T17:49:00Z","at":{"step":1,"opened":"2026-03-02T17:02:00Z","spans":[120,360,240,360,120,180,720,240,360,240],"speakers":["ann","ben","cat"],"turn":1,"due":"2026-03-02T17:03:30Z","left":null,"done":["ann"]},"seats":[{"holder":"ann","context":"","tried":"","question":"","help":"","picks":[]}],"charged":true,"present":["ben","ann","cat"],"items":[{"id":1,"step":0,"by":"ann","kind":"mood","text":"curious","late":false},{"id":2,"step":0,"by":"ben","kind":"mood","text":"tired","late":false},{"id":3,"step":0,"by":"cat","kind":"mood","text":"awake","late":false},{"id":4,"step":1,"by":"ann","kind":"win","text":"Two of them signed","late":false}],"rev":3,"back":null,"moved":"","by":"ben"},"held":0,"last":null,"gone":""}','2026-03-02T17:03:30.000000Z');
CREATE INDEX ix_states_wake_at ON states (wake_at);
CREATE INDEX ix_states_tenant ON states (platform, tenant, kind);
CREATE INDEX ix_outbox_lane ON outbox (lane, id);
CREATE INDEX ix_records_at ON records (kind, at);
CREATE INDEX ix_memberships_group ON memberships (group_id);
CREATE INDEX ix_postings_wall ON postings (platform, tenant, group_id, seq);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('outbox',20);
INSERT INTO "sqlite_sequence" VALUES('postings',20);
COMMIT;
