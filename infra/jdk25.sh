# Finds JDK 25; sourced by orderctl and other scripts.

is_jdk25() { [ -x "$1/bin/javac" ] && grep -qs '^JAVA_VERSION="25' "$1/release"; }

# Prints the home of the first JDK 25 found: JAVA_HOME, the java on the PATH, or common locations. Fails if there is none.
find_jdk25() {
    local java candidate
    java=$(command -v java || true)
    if [ -n "$java" ]; then
        java=$(readlink -f "$java" 2>/dev/null || printf '%s' "$java")
    fi
    for candidate in "${JAVA_HOME:-}" "${java%/bin/java}" /usr/lib/jvm/*25* /opt/*jdk*25* "$HOME"/.sdkman/candidates/java/25* \
        "$HOME"/.jdks/*25* /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
        if [ -n "$candidate" ] && is_jdk25 "$candidate"; then
            printf '%s' "$candidate"
            return
        fi
    done
    printf '%s\n' "JDK 25 is missing. Install it (for example Temurin 25) and set JAVA_HOME, or put its java on the PATH." \
        "JAVA_HOME is '${JAVA_HOME:-}', java on the PATH is '${java:-none}'." >&2
    return 1
}
