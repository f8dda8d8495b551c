# What only ./test needs from the system: PostgreSQL, Redis, Chromium, Java and a reader of PDFs. POSIX sh, sourced.

services_missing() {
    command -v redis-server >/dev/null 2>&1 || echo redis-server
    chromium_there || echo chromium
    java_there || echo default-jdk-headless
    [ -e /usr/share/java/jaxb-runtime.jar ] || echo libjaxb-java
    # The Node that Playwright carries needs it.
    "$python" -c 'import ctypes; ctypes.CDLL("libatomic.so.1")' 2>/dev/null || echo libatomic1
    command -v pdftotext >/dev/null 2>&1 || echo poppler-utils
    postgresql_there || echo postgresql
}

chromium_there() {
    command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 ||
        command -v google-chrome >/dev/null 2>&1
}

java_there() {
    release=$(javac -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
    [ "${release:-0}" -ge 17 ]
}

postgresql_there() {
    for program in /usr/lib/postgresql/*/bin/initdb; do
        if [ -x "$program" ]; then return 0; fi
    done
    command -v initdb >/dev/null 2>&1
}

# Installing PostgreSQL would make and start a cluster for the system: its common package comes first, to be told not to.
without_system_cluster() {
    settings=/etc/postgresql-common/createcluster.conf
    if [ ! -e "$settings" ]; then
        install_packages postgresql-common || return 1
    fi
    sed -i 's/^#* *create_main_cluster *=.*/create_main_cluster = false/' "$settings"
    grep -q '^create_main_cluster = false' "$settings" || echo 'create_main_cluster = false' >>"$settings"
}

set_up_services() {
    lacking=$(services_missing | tr '\n' ' ')
    lacking=${lacking% }
    [ -n "$lacking" ] || return 0
    case "$lacking$(id -u)" in
    *postgresql*0) without_system_cluster || services_unavailable "$lacking" ;;
    esac
    # shellcheck disable=SC2086 - a list of package names
    install_packages $lacking || services_unavailable "$lacking"
}

services_unavailable() {
    if [ -n "${CI:-}" ]; then exit 1; fi
    say "" "*** Without $1 some tests cannot run; they are skipped, and listed at the end as NOT TESTED." ""
}
