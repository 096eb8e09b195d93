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

ROOMS = base json net api draft store app cli
PACKAGES = libcurl libcjson uuid
ifneq ($(ENGINE),no)
ROOMS += engine engine/composer engine/sound
PACKAGES += libmicrohttpd sqlite3 fluidsynth libebur128
OUT := $(BUILD)
else
OUT := $(BUILD)-client
endif
ifneq ($(SANITIZE),)
OUT := $(OUT)-$(subst $(comma),-,$(SANITIZE))
endif

BGM_CPPFLAGS = -Iinclude -D_GNU_SOURCE -DBGMUSIC_WITH_ENGINE=$(if $(filter no,$(ENGINE)),0,1)
BGM_CFLAGS = -std=c17 -pthread -fno-common -fstack-protector-strong -fvisibility=hidden \
	-Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith \
	-Wwrite-strings -Wvla -Wformat=2 -Wundef -Wimplicit-fallthrough \
	$(if $(filter yes,$(WERROR)),-Werror) \
	$(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-omit-frame-pointer -fno-sanitize-recover=all)
PKG_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PACKAGES) 2>/dev/null)
PKG_LIBS   := $(shell $(PKG_CONFIG) --libs $(PACKAGES) 2>/dev/null)
BGM_LDFLAGS = -pthread $(if $(SANITIZE),-fsanitize=$(SANITIZE))
BGM_LIBS = $(PKG_LIBS) -lm

SOURCES := $(sort $(foreach room,$(ROOMS),$(wildcard src/$(room)/*.c)))
OBJECTS := $(SOURCES:src/%.c=$(OUT)/obj/%.o)
# Everything but main: what the unit tests link.
LIBRARY := $(OUT)/libbgmusic.a
PROGRAM := $(OUT)/bgmusic

UNIT_SOURCES := $(sort $(foreach room,$(ROOMS),$(wildcard tests/unit/$(room)/test_*.c)))
UNIT_PROGRAMS := $(UNIT_SOURCES:tests/unit/%.c=$(OUT)/unit/%)

Q = $(if $(filter 1,$(V)),,@)
SAY = @$(if $(filter 1,$(V)),true,printf '  %-7s %s\n')

.PHONY: all help clean check check-unit
.DEFAULT_GOAL := all
.SECONDARY:

all: $(PROGRAM) ## build the program (build/bgmusic)

$(OUT)/obj/%.o: src/%.c
	$(SAY) CC $<
	@mkdir -p $(@D)
	$(Q)$(CC) $(BGM_CPPFLAGS) $(CPPFLAGS) $(BGM_CFLAGS) $(CFLAGS) $(PKG_CFLAGS) -MMD -MP -c $< -o $@

$(LIBRARY): $(filter-out $(OUT)/obj/cli/main.o,$(OBJECTS))
	$(SAY) AR $@
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(PROGRAM): $(OUT)/obj/cli/main.o $(LIBRARY)
	$(SAY) LD $@
	$(Q)$(CC) $(BGM_LDFLAGS) $(CFLAGS) $(LDFLAGS) $^ $(BGM_LIBS) -o $@

$(OUT)/unit/%: tests/unit/%.c $(LIBRARY)
	$(SAY) TEST $<
	@mkdir -p $(@D)
	$(Q)$(CC) $(BGM_CPPFLAGS) -Itests $(BGM_CFLAGS) $(CFLAGS) $(PKG_CFLAGS) -MMD -MP -MF $@.d $< \
		$(LIBRARY) $(BGM_LDFLAGS) $(LDFLAGS) -lcmocka $(BGM_LIBS) -o $@

# The scripted service that tests talk to; it shares no code with the program.
SERVICE := $(OUT)/tests/service
SERVICE_SOURCES := $(sort $(wildcard tests/service/*.c))
SERVICE_OBJECTS := $(SERVICE_SOURCES:tests/%.c=$(OUT)/obj/tests/%.o)

$(OUT)/obj/tests/%.o: tests/%.c
	$(SAY) CC $<
	@mkdir -p $(@D)
	$(Q)$(CC) -D_GNU_SOURCE $(CPPFLAGS) $(BGM_CFLAGS) $(CFLAGS) $(PKG_CFLAGS) -MMD -MP -c $< -o $@

$(SERVICE): $(SERVICE_OBJECTS)
	$(SAY) LD $@
	@mkdir -p $(@D)
	$(Q)$(CC) $(BGM_LDFLAGS) $(CFLAGS) $(LDFLAGS) $^ $(shell $(PKG_CONFIG) --libs libmicrohttpd libcjson) -o $@

# What the tests of these rooms start as a child.
$(filter $(OUT)/unit/net/% $(OUT)/unit/api/%,$(UNIT_PROGRAMS)): | $(SERVICE)

check-unit: $(UNIT_PROGRAMS) ## run the unit tests (cmocka)
	$(Q)failed=0; for t in $(UNIT_PROGRAMS); do $$t || failed=1; done; exit $$failed

clean: ## delete what was built
	rm -rf $(BUILD) $(BUILD)-* demo

help: ## list the targets
	@sed -n 's/^\([a-z][a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

-include $(OBJECTS:.o=.d) $(UNIT_PROGRAMS:=.d) $(SERVICE_OBJECTS:.o=.d)
