# shellcheck shell=bash
# One line a step on the terminal, everything else in a log that is shown when the step fails. Sourced by dev/setup.sh.

: "${logs:?}" # the folder for logs

steps_done=0
started_at=$EPOCHREALTIME

# Prints the time since the moment $1 (of EPOCHREALTIME), as "0.3 s" or "245 s".
elapsed_since() {
  # EPOCHREALTIME has six decimals and the locale's decimal sign: without the sign it is a whole number of microseconds.
  local now=${EPOCHREALTIME//[!0-9]/} then=${1//[!0-9]/}
  local tenths=$(((now - then) / 100000))
  if [ "$tenths" -lt 100 ]; then
    echo "$((tenths / 10)).$((tenths % 10)) s"
  else
    echo "$((tenths / 10)) s"
  fi
}

# fail SENTENCE: ends the setup.
fail() {
  echo "$1" >&2
  exit 1
}

# step LOG DOING TIME COMMAND…: prints "DOING (about TIME) … done in 12 s" around COMMAND, whose output goes to build/setup/LOG.log.
# Answers COMMAND's status; when it failed the end of the log has been printed.
step() {
  local log=$logs/$1.log doing=$2 time=$3 began=$EPOCHREALTIME status=0
  shift 3
  printf '%s (about %s) … ' "$doing" "$time"
  # A subshell of its own, so that a command that fails in the middle of a function ends it: `set -e` is off on the left of ||.
  set +e
  (
    set -e
    "$@"
  ) >"$log" 2>&1 </dev/null
  status=$?
  set -e
  if [ "$status" -eq 0 ]; then
    steps_done=$((steps_done + 1))
    echo "done in $(elapsed_since "$began")"
  else
    echo "failed after $(elapsed_since "$began")"
    tail -n 25 "$log" | sed 's/^/  | /' >&2
    echo "  All of it: $log" >&2
  fi
  return "$status"
}

# attempt LOG DOING TIME INSTEAD COMMAND…: like step, for what may fail because there is another way, which INSTEAD names.
attempt() {
  local log=$logs/$1.log doing=$2 time=$3 instead=$4 began=$EPOCHREALTIME
  shift 4
  printf '%s (about %s) … ' "$doing" "$time"
  if "$@" >"$log" 2>&1 </dev/null; then
    steps_done=$((steps_done + 1))
    echo "done in $(elapsed_since "$began")"
  else
    echo "not to be had, $(elapsed_since "$began"): $instead"
    return 1
  fi
}

# wait_for_lock DESCRIPTOR WHAT: holds the lock until this process ends.
wait_for_lock() {
  if ! flock --nonblock "$1"; then
    echo "Another setup is working on $2; waiting for it"
    flock "$1"
  fi
}

# summarise FACTS: the last line, and the only one when everything was there.
summarise() {
  if [ "$steps_done" -eq 0 ]; then
    echo "Setup: nothing to do ($(elapsed_since "$started_at")). $1"
  else
    echo "Setup: done in $(elapsed_since "$started_at"). $1"
  fi
}
