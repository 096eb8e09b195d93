#!/bin/sh
# Runs the recipes of docs/scaling.md on engines that are there: GNU parallel over ssh to three names of this machine, a Slurm array job
# with one node, both started here for the time of the check and ended with it; and checks the form of the files for others.
# usage: check_scale.sh PROGRAM FOLDER [files|packages|parallel|slurm]...
# needs: parallel, openssh-server, openssh-client, slurm-wlm, munge, python3-yaml; root for Slurm's daemons
set -eu
program=$(realpath "$1")
docs=$(realpath "$(dirname "$0")/../../docs")
rm -rf "$2"
mkdir -p "$2"
cd "$2"
folder=$PWD
shift 2
parts=${*:-files packages parallel slurm}
pids=""
trap 'for pid in $pids; do kill "$pid" 2>/dev/null || :; done' EXIT
trap 'exit 130' INT TERM

die() { echo "check-scale: $*" >&2; exit 1; }
need() { for name in "$@"; do command -v "$name" >/dev/null 2>&1 || [ -x "/usr/sbin/$name" ] || die "$name is missing (apt-get install parallel openssh-server openssh-client slurm-wlm munge python3-yaml)"; done; }
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
wait_until() { # SECONDS COMMAND...
    end=$(($(date +%s) + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "$(date +%s)" -lt "$end" ] || return 1
        sleep 0.2
    done
}

# What every worker sees: the list, the clips, the folder for the results, the notes.
work() { # NAME: a folder with nine clips
    mkdir -p "$folder/$1/out"
    cd "$folder/$1"
    ffmpeg -nostdin -v error -y -f lavfi -i testsrc2=s=160x120:r=25:d=2 -f lavfi -i sine=frequency=300:duration=2,volume=-20dB \
        -c:v libx264 -preset ultrafast -c:a aac -shortest clip1.mp4
    for i in 2 3 4 5 6 7 8 9; do cp clip1.mp4 clip$i.mp4; done
    ls clip?.mp4 >clips.txt
    cat >env.sh <<END
export HOME='$folder/$1' XDG_CONFIG_HOME='$folder/$1/c' XDG_STATE_HOME='$folder/$1/s' XDG_DATA_HOME='$folder/$1/d'
export PATH='$(dirname "$program")':"\$PATH" BGMUSIC_ENGINE=local LC_ALL=C.UTF-8
END
}

all_there() { # every clip has its music, once
    [ "$(find out -name '*-music.mp4' | wc -l)" = 9 ] || die "$1: $(find out -name '*-music.mp4' | wc -l) of 9 results"
    [ "$(find out -name '*.part' | wc -l)" = 0 ] || die "$1: half files are left"
    for i in 1 2 3 4 5 6 7 8 9; do
        ffprobe -v error -show_entries stream=codec_type -of csv=p=0 out/clip$i-music.mp4 | grep -q audio || die "$1: no sound in clip$i"
    done
}

check_files() {
    need python3
    sh -n "$docs/scaling/slurm.sh"
    python3 - "$docs/scaling" <<'END' || die "a file has not the form it should have"
import sys, yaml
folder = sys.argv[1]
job = yaml.safe_load(open(folder + "/kubernetes-job.yaml"))
spec, pod = job["spec"], job["spec"]["template"]["spec"]
assert job["apiVersion"] == "batch/v1" and job["kind"] == "Job" and job["metadata"]["name"]
assert spec["completionMode"] == "Indexed" and isinstance(spec["completions"], int) and spec["completions"] >= spec["parallelism"] > 0
assert set(spec) <= {"completionMode", "completions", "parallelism", "backoffLimit", "backoffLimitPerIndex", "maxFailedIndexes", "podFailurePolicy", "activeDeadlineSeconds", "ttlSecondsAfterFinished", "template"}
assert pod["restartPolicy"] == "Never"  # what a podFailurePolicy asks for
for rule in spec["podFailurePolicy"]["rules"]:
    assert rule["action"] in ("FailJob", "FailIndex", "Ignore", "Count")
    codes = rule["onExitCodes"]
    assert codes["operator"] in ("In", "NotIn") and codes["values"] and 0 not in codes["values"]
    assert codes["containerName"] in [c["name"] for c in pod["containers"]]
volumes = {v["name"] for v in pod["volumes"]}
for container in pod["containers"]:
    assert all(m["name"] in volumes for m in container["volumeMounts"])
    assert "/%d" % spec["completions"] in container["args"][0], "shards and completions differ"
flow = yaml.safe_load(open(folder + "/github-actions.yml"))
assert True in flow or "on" in flow  # YAML 1.1 reads `on` as true
for job in flow["jobs"].values():
    shards = job["strategy"]["matrix"]["shard"]
    assert shards == list(range(1, len(shards) + 1))
    assert any("${{ matrix.shard }}/%d" % len(shards) in step.get("run", "") for step in job["steps"])
    assert all(("uses" in step) != ("run" in step) for step in job["steps"])
END
    # The shell line of the pods, as a pod would run it, for each index of theirs.
    work kubernetes
    line=$(python3 -c 'import sys, yaml; print(yaml.safe_load(open(sys.argv[1]))["spec"]["template"]["spec"]["containers"][0]["args"][0])' "$docs/scaling/kubernetes-job.yaml")
    for index in 0 1 2 3 4 5 6 7; do
        (. ./env.sh && JOB_COMPLETION_INDEX=$index sh -c "$line" >/dev/null 2>log$index) || die "index $index: $(cat log$index)"
    done
    all_there "kubernetes"
    echo "check-scale: the files are as they should be; eight indexed pods, one after the other, do nine clips"
}

# Every library that the program is linked with comes from a package that docs/scaling.md names, and they are packages.
check_packages() {
    for library in $(ldd "$program" | awk '/=> \// {print $3}'); do
        case $library in *libc.so* | *libm.so* | *libpthread*) continue ;; esac
        readelf -d "$program" | grep -q "NEEDED.*$(basename "$library")" || continue
        package=$(dpkg -S "$(realpath "$library")" 2>/dev/null | head -n 1 | cut -d: -f1)
        [ -n "$package" ] || die "no package has $library"
        [ "$package" = libc6 ] || grep -q "[\` ]$package[\` ]" "$docs/scaling.md" || die "docs/scaling.md does not name $package"
        grep -q "[ \"]$package[ \\\\]*" "$docs/scaling/Containerfile" || [ "$package" = libc6 ] || die "the Containerfile does not name $package"
    done
    for package in $(sed -n '/^| the program |/,/^$/s/.*| \(.*\) |$/\1/p' "$docs/scaling.md" | grep -o '`[^`]*`' | tr -d '`'); do
        dpkg-query -s "$package" >/dev/null 2>&1 || apt-cache show "$package" >/dev/null 2>&1 || die "there is no package $package"
    done
    echo "check-scale: the run-time packages are named and exist"
}

check_parallel() {
    need parallel sshd ssh ssh-keygen
    work parallel
    mkdir -p ssh
    port=$(free_port)
    ssh-keygen -q -t ed25519 -N '' -f ssh/host
    ssh-keygen -q -t ed25519 -N '' -f ssh/key
    cp ssh/key.pub ssh/authorized
    chmod 700 ssh
    mkdir -p /run/sshd 2>/dev/null || :
    cat >ssh/sshd_config <<END
Port $port
ListenAddress 127.0.0.1
HostKey $PWD/ssh/host
AuthorizedKeysFile $PWD/ssh/authorized
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
MaxStartups 50
END
    # Three hosts that are all this one, each by a name of its own.
    cat >ssh/config <<END
Host one two three
    HostName 127.0.0.1
    Port $port
    IdentityFile $PWD/ssh/key
    IdentitiesOnly yes
    StrictHostKeyChecking no
    UserKnownHostsFile $PWD/ssh/known
    LogLevel ERROR
END
    /usr/sbin/sshd -D -f "$PWD/ssh/sshd_config" 2>ssh/log &
    pids="$pids $!"
    wait_until 10 ssh -F "$PWD/ssh/config" one true || die "sshd does not answer: $(cat ssh/log)"
    (
        . ./env.sh
        mkdir -p "$HOME/.parallel" && : >"$HOME/.parallel/will-cite"
        parallel --ssh "ssh -F $PWD/ssh/config" --sshlogin one,two,three --jobs 1 --workdir "$PWD" --retries 3 --joblog shards.log \
            '. ./env.sh; bgmusic -q add -a clips.txt --shard {}/3 --skip-existing -o out' ::: 1 2 3
    ) >paths 2>log || die "parallel: $(cat log)"
    all_there parallel
    [ "$(sort paths | uniq | wc -l)" = 9 ] || die "parallel: $(wc -l <paths) paths"
    [ "$(awk 'NR > 1 {print $2}' shards.log | sort -u | wc -l)" = 3 ] || die "parallel: not on three hosts"
    # A shard's results are lost: the same line does these and no other.
    rm out/clip2-music.mp4 out/clip5-music.mp4
    (. ./env.sh && bgmusic -q add -a clips.txt --shard 2/3 --skip-existing -o out) >again
    [ "$(cat again)" = "$(printf 'out/clip2-music.mp4\nout/clip5-music.mp4')" ] || die "parallel: again: $(cat again)"
    all_there parallel
    echo "check-scale: GNU parallel, three hosts over ssh, nine clips; two that were lost are made again alone"
}

check_slurm() {
    need slurmctld slurmd munged sbatch
    [ "$(id -u)" = 0 ] || die "Slurm's daemons want root here"
    work slurm
    mkdir -p etc state spool munge
    chmod 755 "$folder" "$PWD" munge
    host=$(hostname -s)
    head -c 1024 /dev/urandom >munge/key
    chmod 400 munge/key
    /usr/sbin/munged --foreground --force --socket="$PWD/munge/socket" --key-file="$PWD/munge/key" --pid-file="$PWD/munge/pid" \
        --log-file="$PWD/munge/log" --seed-file="$PWD/munge/seed" 2>munge/errors &
    pids="$pids $!"
    cat >etc/slurm.conf <<END
ClusterName=check
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmctldPort=$(free_port)
SlurmdPort=$(free_port)
AuthType=auth/munge
AuthInfo=socket=$PWD/munge/socket
CredType=cred/munge
StateSaveLocation=$PWD/state
SlurmdSpoolDir=$PWD/spool
SlurmctldPidFile=$PWD/state/ctld.pid
SlurmdPidFile=$PWD/state/d.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
MpiDefault=none
NodeName=$host NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
END
    export SLURM_CONF="$PWD/etc/slurm.conf"
    wait_until 10 test -S munge/socket || die "munged: $(cat munge/errors)"
    /usr/sbin/slurmctld -D -f "$SLURM_CONF" >state/ctld.log 2>&1 &
    pids="$pids $!"
    /usr/sbin/slurmd -D -f "$SLURM_CONF" >state/d.log 2>&1 &
    pids="$pids $!"
    wait_until 30 sh -c 'sinfo -h -o %t | grep -q idle' || die "slurm: $(tail -n 5 state/ctld.log state/d.log)"
    (. ./env.sh && sbatch --wait --array=1-3 --output="shard-%a.log" "$docs/scaling/slurm.sh" clips.txt out) >log 2>&1 ||
        die "slurm: $(cat log shard-*.log)"
    all_there slurm
    [ "$(cat shard-1.log)" = "$(printf 'out/clip%s-music.mp4\n' 1 4 7)" ] || die "slurm: shard 1: $(cat shard-1.log)"
    # The shard that is started again does what is missing.
    rm out/clip6-music.mp4
    (. ./env.sh && sbatch --wait --array=1-3 --output="again-%a.log" "$docs/scaling/slurm.sh" clips.txt out) >log 2>&1 || die "slurm: $(cat log)"
    [ "$(cat again-*.log)" = out/clip6-music.mp4 ] || die "slurm: again: $(cat again-*.log)"
    echo "check-scale: a Slurm array job of three tasks, nine clips; the one that was lost is made again alone"
}

for part in $parts; do
    cd "$folder"
    "check_$part"
done
