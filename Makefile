# bgmusic: background music under a video. `make help` lists the targets.

VERSION := $(shell sed -n 's/.*BGMUSIC_VERSION "\(.*\)"/\1/p' include/bgmusic/version.h)
PREFIX  ?= /usr/local
DESTDIR ?=
BUILD   ?= build
ENGINE  ?= yes
# SANITIZE=address,undefined builds and tests in a folder of its own.
SANITIZE ?=
WERROR  ?= no
V       ?= 0
comma   := ,

CC         ?= cc
PKG_CONFIG ?= pkg-config
CFLAGS     ?= -O2 -g

# The rooms of the house, from the ground up (docs/architecture.md). include/bgmusic/ROOM holds the front doors of a room of the
# client; a room of the engine has them in its folder door/. Whatever else a room needs lies beside its sources, where no other
# room's compiler looks: a forbidden include does not compile.
ROOMS = base json net api draft store app cli
ENGINE_ROOMS = engine/pcm engine/storage engine/score engine/composer/styles engine/composer engine/timeline engine/agent \
	engine/media engine/synth engine/sound engine/work engine/server engine

# Which doors a room of the engine may open, beside its own.
DOORS_engine/composer/styles = score
DOORS_engine/composer = pcm score composer/styles
DOORS_engine/timeline = pcm storage score composer/styles composer
DOORS_engine/agent = score composer/styles timeline storage
DOORS_engine/media = pcm storage
DOORS_engine/synth = score
DOORS_engine/sound = pcm score media synth
DOORS_engine/work = pcm storage score composer/styles composer timeline agent media sound
DOORS_engine/server = $(DOORS_engine/work) work
DOORS_engine = $(DOORS_engine/server) server
# The flags for a source below the folder $(1) of src/: what its doors lead to.
room_flags = $(patsubst %,-Isrc/engine/%/door,$(DOORS_$(1))) $(if $(filter engine/%,$(1)),-Isrc/$(1)/door)
# A unit test looks into its own room and through every door; a tool, a fuzz target or a measurement into every room.
DOOR_FLAGS := -Itests $(patsubst %,-Isrc/%/door,$(filter engine/%,$(ENGINE_ROOMS)))
TEST_FLAGS := $(DOOR_FLAGS) $(patsubst %,-Isrc/%,$(ROOMS) $(ENGINE_ROOMS))
PACKAGES = libcurl libcjson uuid libxxhash
# macOS has it without a pkg-config file.
EDIT_LIBS := $(shell $(PKG_CONFIG) --libs libedit 2>/dev/null || echo -ledit)
ifneq ($(ENGINE),no)
ROOMS += $(ENGINE_ROOMS)
PACKAGES += libmicrohttpd sqlite3
# Loaded when it is first needed (src/engine/sound/fluid_library.c), so only its header is asked for here.
HEADER_PACKAGES = fluidsynth
OUT := $(BUILD)
else
OUT := $(BUILD)-client
endif
ifneq ($(SANITIZE),)
OUT := $(OUT)-$(subst $(comma),-,$(SANITIZE))
endif

BGM_CPPFLAGS = -Iinclude -D_GNU_SOURCE -DBGMUSIC_WITH_ENGINE=$(if $(filter no,$(ENGINE)),0,1)
BGM_CFLAGS = -std=c17 -pthread -fno-common -ffp-contract=off -fstack-protector-strong -fvisibility=hidden \
	-Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith \
	-Wwrite-strings -Wvla -Wformat=2 -Wundef -Wimplicit-fallthrough \
	$(if $(filter yes,$(WERROR)),-Werror) \
	$(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-omit-frame-pointer -fno-sanitize-recover=all)
PKG_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PACKAGES) $(HEADER_PACKAGES) 2>/dev/null)
PKG_LIBS   := $(shell $(PKG_CONFIG) --libs $(PACKAGES) 2>/dev/null)
BGM_LDFLAGS = -pthread $(if $(SANITIZE),-fsanitize=$(SANITIZE))
BGM_LIBS = $(PKG_LIBS) $(EDIT_LIBS) -lm

SOURCES := $(sort $(foreach room,$(ROOMS),$(wildcard src/$(room)/*.c)))
OBJECTS := $(SOURCES:src/%.c=$(OUT)/obj/%.o)
# Everything but main: what the unit tests link.
LIBRARY := $(OUT)/libbgmusic.a
PROGRAM := $(OUT)/bgmusic

UNIT_SOURCES := $(sort $(foreach room,$(ROOMS),$(wildcard tests/unit/$(room)/test_*.c)))
# A test that stands before the C library's pthread_create cannot stand before a sanitizer's, too. The thread sanitizer turns
# vfork into fork, by which a child cannot tell why it did not start; rooms that know nothing of threads have nothing to show it.
# What stands in a program's place in the cage has no room there for a sanitizer's memory.
ONE_THREAD_ROOMS = json draft engine/composer engine/pcm engine/score engine/timeline
ifneq ($(SANITIZE),)
UNIT_SOURCES := $(filter-out %/test_media_threads.c %/test_caged_media.c,$(UNIT_SOURCES))
ifneq ($(filter thread,$(SANITIZE)),)
UNIT_SOURCES := $(filter-out %/test_process.c %/test_chat_turns.c $(ONE_THREAD_ROOMS:%=tests/unit/%/%),$(UNIT_SOURCES))
endif
endif
UNIT_PROGRAMS := $(UNIT_SOURCES:tests/unit/%.c=$(OUT)/unit/%)

Q = $(if $(filter 1,$(V)),,@)
SAY = @$(if $(filter 1,$(V)),true,printf '  %-7s %s\n')

.PHONY: all deps demo check check-run check-unit check-e2e check-media check-valgrind lint format
.PHONY: bench check-scale check-mix check-music check-music-run
.PHONY: check-report check-players check-deb listen torture mutants mutants-run
.PHONY: fuzz fuzz-run fuzz-replay fuzz-replay-programs
.PHONY: install uninstall dist deb clean help
.DEFAULT_GOAL := all
.SECONDARY:

all: $(PROGRAM) ## build the program (build/bgmusic)

deps: ## install what is missing to build and run (asks for root only then)
	@tests/tools/deps.sh build

# A make of its own after `deps`: the compiler's flags are asked from pkg-config when a Makefile is read.
demo: ## install what is missing, build, and put music under a sample clip
	@tests/tools/deps.sh build
	@$(MAKE) --no-print-directory all
	@tests/tools/demo.sh $(PROGRAM) demo

$(OUT)/obj/%.o: src/%.c
	$(SAY) CC $<
	@mkdir -p $(@D)
	$(Q)$(CC) $(BGM_CPPFLAGS) $(call room_flags,$(patsubst src/%,%,$(<D))) $(CPPFLAGS) $(BGM_CFLAGS) $(CFLAGS) $(PKG_CFLAGS) \
		-MMD -MP -c $< -o $@

$(LIBRARY): $(filter-out $(OUT)/obj/cli/main.o,$(OBJECTS))
	$(SAY) AR $@
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(PROGRAM): $(OUT)/obj/cli/main.o $(LIBRARY)
	$(SAY) LD $@
	$(Q)$(CC) $(BGM_LDFLAGS) $(CFLAGS) $(LDFLAGS) $^ $(BGM_LIBS) -o $@

$(OUT)/unit/%: tests/unit/%.c $(LIBRARY)
	$(SAY) TEST $<
	@mkdir -p $(@D)
	$(Q)$(CC) $(BGM_CPPFLAGS) $(DOOR_FLAGS) $(patsubst tests/unit/%,-Isrc/%,$(<D)) $(BGM_CFLAGS) $(CFLAGS) $(PKG_CFLAGS) \
		-MMD -MP -MF $@.d $< \
		$(LIBRARY) $(BGM_LDFLAGS) $(LDFLAGS) -lcmocka $(UNIT_LIBS) $(BGM_LIBS) -o $@

# Our meter of loudness is held against another one.
EBUR128_LIBS := $(shell $(PKG_CONFIG) --libs libebur128 2>/dev/null)
$(OUT)/unit/engine/pcm/test_loudness: UNIT_LIBS = $(EBUR128_LIBS)

# The scripted service that tests talk to; it shares no code with the program.
SERVICE := $(OUT)/tests/service
SERVICE_CFLAGS := $(shell $(PKG_CONFIG) --cflags libmicrohttpd libcjson 2>/dev/null)
SERVICE_LIBS := $(shell $(PKG_CONFIG) --libs libmicrohttpd libcjson 2>/dev/null)
SERVICE_SOURCES := $(sort $(wildcard tests/service/*.c))
SERVICE_OBJECTS := $(SERVICE_SOURCES:tests/%.c=$(OUT)/obj/tests/%.o)

$(OUT)/obj/tests/%.o: tests/%.c
	$(SAY) CC $<
	@mkdir -p $(@D)
	$(Q)$(CC) -D_GNU_SOURCE $(CPPFLAGS) $(BGM_CFLAGS) $(CFLAGS) $(SERVICE_CFLAGS) -MMD -MP -c $< -o $@

$(SERVICE): $(SERVICE_OBJECTS)
	$(SAY) LD $@
	@mkdir -p $(@D)
	$(Q)$(CC) $(BGM_LDFLAGS) $(CFLAGS) $(LDFLAGS) $^ $(SERVICE_LIBS) -o $@

# What the tests of these rooms start as a child.
$(filter $(OUT)/unit/net/% $(OUT)/unit/api/%,$(UNIT_PROGRAMS)): | $(SERVICE)

E2E_FILES := $(sort $(wildcard tests/cli/*.bats))
ifneq ($(ENGINE),no)
E2E_FILES += $(sort $(wildcard tests/e2e/*.bats))
endif
RUN_TESTS = BGMUSIC=$(abspath $(PROGRAM)) SERVICE=$(abspath $(SERVICE)) tests/tools/run_tests.sh $(OUT)/test-logs

check: ## run all tests; installs what they need when something is missing
	@tests/tools/deps.sh test
	@$(MAKE) --no-print-directory check-run

check-run: $(PROGRAM) $(SERVICE) $(UNIT_PROGRAMS) fuzz-replay-programs
	$(Q)$(RUN_TESTS) $(UNIT_PROGRAMS) $(REPLAY_PROGRAMS) -- $(E2E_FILES)

# Some rooms or programs alone: UNIT_ROOMS="net engine/sound engine/test_engine_render".
UNIT_ROOMS ?=
unit_programs_of = $(foreach room,$(1),$(filter $(OUT)/unit/$(room) $(OUT)/unit/$(room)/%,$(UNIT_PROGRAMS)))
CHOSEN_UNIT_PROGRAMS := $(if $(UNIT_ROOMS),$(call unit_programs_of,$(UNIT_ROOMS)),$(UNIT_PROGRAMS))

check-unit: $(CHOSEN_UNIT_PROGRAMS) $(SERVICE) ## run the unit tests (cmocka): UNIT_ROOMS="net api" takes some rooms
	$(Q)$(RUN_TESTS) $(CHOSEN_UNIT_PROGRAMS) --

# What was never set: the one fault that the sanitizers of `.ci/run` do not see. The rooms that read what strangers send; the
# engine's take too long under it, and two tests ask for their own path, which is valgrind's then.
VALGRIND_ROOMS = $(or $(UNIT_ROOMS),base json net draft api store app cli)
VALGRIND = valgrind -q --error-exitcode=99
VALGRIND_PROGRAMS := $(filter-out %/test_process %/test_caged_media,$(call unit_programs_of,$(VALGRIND_ROOMS)))

check-valgrind: $(VALGRIND_PROGRAMS) $(SERVICE) ## run unit tests under valgrind: UNIT_ROOMS="net api" takes some rooms
	$(Q)TEST_PREFIX="$(VALGRIND)" $(RUN_TESTS) $(VALGRIND_PROGRAMS) --

check-e2e: $(PROGRAM) $(SERVICE) ## run the tests of the command line and end to end (bats)
	$(Q)$(RUN_TESTS) -- $(E2E_FILES)

# Every codec, container and odd stream that people bring: many films are made and encoded, so they have a target of their own.
MEDIA_FILES := $(sort $(wildcard tests/media/*.bats))

check-media: $(PROGRAM) $(SERVICE) ## run the tests of odd films: codecs, containers, streams, lengths (minutes)
	$(Q)$(RUN_TESTS) -- $(MEDIA_FILES)

# The music itself: a corpus of prompts composed, rendered and measured; CHECK_MUSIC=short takes ten prompts.
CHECK_MUSIC ?=
MUSIC_SOURCES := $(sort $(wildcard tests/music/*.c))

$(OUT)/tests/check_music: $(MUSIC_SOURCES) tests/music/music_check.h $(LIBRARY)
	$(SAY) TEST tests/music
	@mkdir -p $(@D)
	$(Q)$(CC) $(BGM_CPPFLAGS) $(TEST_FLAGS) -Itests/music $(BGM_CFLAGS) $(CFLAGS) $(PKG_CFLAGS) $(MUSIC_SOURCES) $(LIBRARY) \
		$(BGM_LDFLAGS) $(LDFLAGS) $(EBUR128_LIBS) $(BGM_LIBS) -o $@

check-music: ## measure the music of a corpus of prompts (half an hour; CHECK_MUSIC=short: ten prompts; CHECK_MUSIC=scores: notes alone, in seconds)
	@tests/tools/deps.sh music
	@$(MAKE) --no-print-directory check-music-run

check-music-run: $(OUT)/tests/check_music
	$(Q)$< $(CHECK_MUSIC)

# Every call that can fail, failed once and killed once, and many processes on one home; TORTURE=short takes a spread of a few.
TORTURE ?=
FAULT_LIBRARY := $(OUT)/tests/fault.so

$(FAULT_LIBRARY): tests/torture/fault.c
	$(SAY) LD $@
	@mkdir -p $(@D)
	$(Q)$(CC) -D_GNU_SOURCE $(CPPFLAGS) $(filter-out -fsanitize=%,$(BGM_CFLAGS)) $(CFLAGS) -fvisibility=default -shared -fPIC $(LDFLAGS) $< \
		-ldl -o $@

torture: $(PROGRAM) $(SERVICE) $(FAULT_LIBRARY) ## fail and kill every N-th call, and race (Linux; hours; TORTURE=short: a minute)
	$(Q)tests/torture/torture.py $(PROGRAM) $(SERVICE) $(FAULT_LIBRARY) $(if $(filter short,$(TORTURE)),--short)
	$(Q)tests/torture/races.py $(PROGRAM) $(SERVICE) $(FAULT_LIBRARY) $(if $(filter short,$(TORTURE)),--rounds 15 --local-rounds 5)

mutants: ## 300 damaged films and sounds, made by chance, under sanitizers (clang; half an hour; MUTANTS=N for another number)
	@$(MAKE) --no-print-directory BUILD=$(BUILD)-san CC=clang CFLAGS="-O1 -g" SANITIZE=address,undefined mutants-run

mutants-run: $(PROGRAM)
	$(Q)tests/torture/mutants.py $(PROGRAM) --files $(or $(MUTANTS),300)

# Fuzz targets: tests/fuzz/fuzz_SUBJECT.c. Linked with replay.c they give themselves the saved inputs, under any compiler;
# linked with libFuzzer (clang) they look for new ones.
ENGINE_FUZZ = agent media multipart range remove soundfont timeline turns
FUZZ_SUBJECTS := $(sort $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c)))
ifeq ($(ENGINE),no)
FUZZ_SUBJECTS := $(filter-out $(ENGINE_FUZZ),$(FUZZ_SUBJECTS))
endif
# FUZZ="sse json" takes these targets alone.
FUZZ ?= $(FUZZ_SUBJECTS)
FUZZ_SECONDS ?= 600
REPLAY_PROGRAMS := $(FUZZ_SUBJECTS:%=$(OUT)/fuzz/fuzz_%)
FUZZ_PROGRAMS := $(FUZZ:%=$(OUT)/fuzzer/fuzz_%)

$(OUT)/fuzz/fuzz_%: tests/fuzz/fuzz_%.c tests/fuzz/replay.c tests/fuzz/fuzz.h $(LIBRARY)
	$(SAY) TEST $<
	@mkdir -p $(@D)
	$(Q)$(CC) $(BGM_CPPFLAGS) $(TEST_FLAGS) $(BGM_CFLAGS) $(CFLAGS) $< tests/fuzz/replay.c $(LIBRARY) \
		$(BGM_LDFLAGS) $(LDFLAGS) $(BGM_LIBS) -o $@

$(OUT)/fuzzer/fuzz_%: tests/fuzz/fuzz_%.c tests/fuzz/fuzz.h $(LIBRARY)
	$(SAY) FUZZ $<
	@mkdir -p $(@D)
	$(Q)$(CC) $(BGM_CPPFLAGS) $(TEST_FLAGS) $(BGM_CFLAGS) $(CFLAGS) -fsanitize=fuzzer $< $(LIBRARY) \
		$(BGM_LDFLAGS) $(LDFLAGS) $(BGM_LIBS) -o $@

fuzz: ## look for inputs that break something (clang): FUZZ_SECONDS=600 each, FUZZ=sse for one
	@$(MAKE) --no-print-directory BUILD=$(BUILD)-fuzz CC=clang CFLAGS="-O1 -g" \
		SANITIZE=fuzzer-no-link,address,undefined FUZZ="$(FUZZ)" FUZZ_SECONDS=$(FUZZ_SECONDS) fuzz-run

fuzz-run: $(FUZZ_PROGRAMS)
	$(Q)tests/tools/fuzz.sh $(FUZZ_SECONDS) $(OUT)/corpus $(FUZZ_PROGRAMS)

fuzz-replay-programs: $(REPLAY_PROGRAMS)

fuzz-replay: $(REPLAY_PROGRAMS) ## give the fuzz targets their saved inputs, whole and cut at every point
	$(Q)$(RUN_TESTS) $(REPLAY_PROGRAMS) --

lint: $(LIBRARY) ## check layers, circles, sizes, banned calls, names, layout, the manual
	$(Q)CC=$(CC) OBJECTS=$(OUT)/obj tests/tools/lint.sh

format: ## lay out the code by .clang-format
	clang-format -i $$(find src include tests -name '*.[ch]')

# Programs of one file that measure the library.
TOOLS := $(addprefix $(OUT)/tests/,sse_speed cage_start reading_speed cut_sync listen_page)
$(TOOLS): $(OUT)/tests/%: tests/tools/%.c $(LIBRARY)
	$(SAY) LD $@
	@mkdir -p $(@D)
	$(Q)$(CC) $(BGM_CPPFLAGS) $(TEST_FLAGS) $(BGM_CFLAGS) $(CFLAGS) $< $(LIBRARY) $(BGM_LDFLAGS) $(LDFLAGS) $(BGM_LIBS) -o $@

# Judges where the cuts of made clips fall in the music.
CUT_SYNC := $(OUT)/tests/cut_sync

check-mix: $(PROGRAM) $(CUT_SYNC) ## music under twenty voices and on the cuts of ten clips, as tables (slow)
	$(Q)tests/tools/speech_mix.sh $(PROGRAM)
	$(Q)tests/tools/cut_sync.sh $(CUT_SYNC)

LISTEN_PAGE := $(OUT)/tests/listen_page

listen: $(PROGRAM) $(LISTEN_PAGE) ## build a page with ten examples to hear and see: build/listen/index.html; BEFORE=PROGRAM compares
	$(Q)tests/tools/listen.sh $(PROGRAM) $(LISTEN_PAGE) $(OUT)/listen/index.html $(BEFORE)

bench: $(PROGRAM) $(SERVICE) $(addprefix $(OUT)/tests/,sse_speed cage_start reading_speed) ## measure against a hand-written ffmpeg line and curl (hyperfine); BENCH="upload sse" takes a part
	$(Q)tests/tools/bench.sh $(OUT) $(BENCH)

check-scale: $(PROGRAM) ## run the recipes of docs/scaling.md: GNU parallel over ssh, a Slurm array job; SCALE="files slurm" takes some
	$(Q)tests/tools/check_scale.sh $(PROGRAM) $(OUT)/check-scale $(SCALE)

check-players: $(PROGRAM) ## films of several muxers through `add`, as a table: pictures, sync, and whether Chromium plays the result
	$(Q)tests/tools/check_players.py $(PROGRAM) $(OUT)/check-players

check-report: $(PROGRAM) ## look at the report of a batch in headless Chromium
	$(Q)tests/tools/check_report.sh $(PROGRAM) $(OUT)/check-report

# Where shells look for completions below the prefix.
SHARE = $(DESTDIR)$(PREFIX)/share
BASH_COMPLETION = $(SHARE)/bash-completion/completions/bgmusic
ZSH_COMPLETION = $(SHARE)/zsh/site-functions/_bgmusic
FISH_COMPLETION = $(SHARE)/fish/vendor_completions.d/bgmusic.fish

install: $(PROGRAM) ## install program, manual, completions and documents below $(DESTDIR)$(PREFIX)
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/man/man1 $(SHARE)/doc/bgmusic $(dir $(BASH_COMPLETION) \
		$(ZSH_COMPLETION) $(FISH_COMPLETION))
	install -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/bgmusic
	install -m 644 man/*.1 $(SHARE)/man/man1
	install -d $(SHARE)/doc/bgmusic/docs/scaling
	install -m 644 README.md LICENSE $(SHARE)/doc/bgmusic
	install -m 644 docs/*.md docs/*.json $(SHARE)/doc/bgmusic/docs
	install -m 644 docs/scaling/* $(SHARE)/doc/bgmusic/docs/scaling
	$(PROGRAM) completion bash >$(BASH_COMPLETION)
	$(PROGRAM) completion zsh >$(ZSH_COMPLETION)
	$(PROGRAM) completion fish >$(FISH_COMPLETION)
	chmod 644 $(BASH_COMPLETION) $(ZSH_COMPLETION) $(FISH_COMPLETION)

uninstall: ## take away what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/bgmusic $(SHARE)/man/man1/bgmusic.1 $(SHARE)/man/man1/bgmusic-*.1 \
		$(BASH_COMPLETION) $(ZSH_COMPLETION) $(FISH_COMPLETION)
	rm -rf $(SHARE)/doc/bgmusic

dist: ## pack the sources: dist/bgmusic-VERSION.tar.gz, the same bytes each time
	@tests/tools/dist.sh $(VERSION) dist/bgmusic-$(VERSION).tar.gz

deb: ## make a Debian package: dist/bgmusic_VERSION_ARCH.deb
	@tests/tools/deb.sh $(VERSION) dist

check-deb: deb ## let lintian look at the package
	lintian --fail-on error,warning dist/bgmusic_$(VERSION)_*.deb

clean: ## delete what was built
	rm -rf $(BUILD) $(BUILD)-* demo dist

help: ## list the targets
	@sed -n 's/^\([a-z][a-z0-9-]*\):.*## /\1\t/p' Makefile | expand -t 16

-include $(OBJECTS:.o=.d) $(SERVICE_OBJECTS:.o=.d) $(UNIT_PROGRAMS:=.d)
