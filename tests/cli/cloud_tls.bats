#!/usr/bin/env bats
# The client over TLS: one handshake a run, certificates checked, and nothing that costs sent twice on a kept connection.
load ../helper

certificate() { # NAME ALTERNATIVE-NAMES: NAME.pem (the certificate) and NAME.key.pem (with its key)
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=$1" \
        -addext "subjectAltName=$2" -keyout "$1.key" -out "$1.pem" 2>/dev/null
    cat "$1.key" "$1.pem" >"$1.key.pem"
}

tls_service() { # [SCRIPT]: with a certificate for 127.0.0.1
    certificate here IP:127.0.0.1
    service_start "${1:-}" --tls here.key.pem
    export CURL_CA_BUNDLE=$PWD/here.pem
    export BGMUSIC_TEST_CLOCK_SCALE=10 # a handshake takes its time, under a sanitizer more than a hundredth of what it may
    clip clip.mp4 2
}

add() { run_apart bgmusic add clip.mp4 -p "calm lo-fi" "$@"; }

@test "a whole run makes one handshake" {
    tls_service
    add
    expect_status 0
    cmp clip-music.mp4 "$BATS_TEST_TMPDIR/media.mp4"
    [ "$(jq -s length "$record")" -ge 9 ]
    [ "$(jq -r .peer "$record" | sort -u | wc -l)" = 1 ]
}

@test "an unknown certificate: 5, before anything is sent" {
    tls_service
    unset CURL_CA_BUNDLE
    # The same certificate would come the next time: one look, and time for it.
    BGMUSIC_TEST_CLOCK_SCALE=1 add
    expect_status 5
    [[ "$stderr" != *"trying again"* ]] || fail "tried again"
    expect_stderr "cannot reach 127.0.0.1 safely"
    expect_stderr "CURL_CA_BUNDLE"
    [ ! -s "$record" ]
}

@test "a certificate for another name: 5" {
    certificate elsewhere DNS:elsewhere.example
    service_start '' --tls elsewhere.key.pem
    clip clip.mp4 2
    BGMUSIC_TEST_CLOCK_SCALE=1 CURL_CA_BUNDLE=$PWD/elsewhere.pem add
    expect_status 5
    [ ! -s "$record" ]
}

@test "SSL_CERT_FILE and SSL_CERT_DIR are read; CURL_CA_BUNDLE comes first" {
    tls_service
    certificate other IP:127.0.0.1
    SSL_CERT_FILE=$PWD/other.pem add
    expect_status 0
    unset CURL_CA_BUNDLE
    SSL_CERT_FILE=$PWD/here.pem add --force
    expect_status 0
    mkdir folder
    cp here.pem "folder/$(openssl x509 -in here.pem -noout -hash).0"
    SSL_CERT_DIR=$PWD/folder add --force
    expect_status 0
}

@test "a message on a connection that dies is not sent again: the state is looked up" {
    tls_service '{"rules":[{"path":"/run_sse","close":true}]}'
    add
    [ "$(calls POST /run_sse)" = 1 ]
    expect_stderr "instead of sending the message again"
    # It went out on the connection that the state had just been read from: where libcurl would resend it.
    [ "$(jq -r 'select(.path == "/run_sse") | .peer' "$record")" = "$(jq -r 'select(.path | contains("upload-video")) | .peer' "$record")" ]
}

@test "a submit whose connection dies is looked up, then sent once more under a new id" {
    tls_service '{"rules":[{"path":"/api/render/proxy/lambda","method":"POST","call":1,"close":true},
        {"path":"/api/render/proxy/lambda/*","call":1,"status":404,"json":{"code":1002}}]}'
    add
    expect_status 0
    [ "$(calls POST /api/render/proxy/lambda)" = 2 ]
    [ "$(jq -r 'select(.method == "POST" and .path == "/api/render/proxy/lambda") | .body' "$record" | grep -o '"id":"render_[0-9a-f]*"' | sort -u | wc -l)" = 2 ]
}

@test "an upload whose connection dies is begun again once" {
    tls_service '{"rules":[{"path":"/api/upload-video/*","close":true}]}'
    add
    expect_status 5
    [ "$(calls POST /api/upload-video)" = 2 ]
}
