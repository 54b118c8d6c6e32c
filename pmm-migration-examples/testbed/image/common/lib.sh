# shellcheck shell=bash
# Shared by the entrypoints and programs of the stand-in images.
VERSION=$(cat /opt/standin/VERSION)
MAJOR=${VERSION%%.*}
PGBIN=/usr/pgsql-14/bin

# fault NAME [DEFAULT]: a switch, from the environment or from /srv/standin.env (STANDIN2_/STANDIN3_ for one major first).
fault() {
  local name value
  for name in "STANDIN${MAJOR}_$1" "STANDIN_$1"; do
    if [ -n "${!name+set}" ]; then
      echo "${!name}"
      return
    fi
  done
  for name in "STANDIN${MAJOR}_$1" "STANDIN_$1"; do
    if [ -f /srv/standin.env ] && value=$(grep -m1 "^$name=" /srv/standin.env); then
      echo "${value#*=}"
      return
    fi
  done
  echo "${2:-}"
}

flag() {
  case "$(fault "$1")" in 1 | true | yes | on) return 0 ;; *) return 1 ;; esac
}

# certificates: makes the four TLS files that are missing, or insists on reading them where they cannot be made.
certificates() {
  local file
  mkdir -p /srv/nginx 2>/dev/null || true
  if [ ! -w /srv/nginx ]; then
    for file in certificate.crt certificate.key ca-certs.pem dhparam.pem; do
      if [ ! -r "/srv/nginx/$file" ]; then
        echo "FATAL: /srv/nginx is not writable and /srv/nginx/$file is missing or not readable" >&2
        return 1
      fi
    done
  fi
  [ -e /srv/nginx/dhparam.pem ] || cp /opt/standin/dhparam.pem /srv/nginx/dhparam.pem
  if [ ! -e /srv/nginx/certificate.key ] || [ ! -e /srv/nginx/certificate.crt ]; then
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -sha256 -days 3650 -nodes -subj /CN=localhost \
      -addext 'subjectAltName=DNS:localhost,DNS:pmm-server,IP:127.0.0.1' \
      -keyout /srv/nginx/certificate.key -out /srv/nginx/certificate.crt 2>/dev/null
    chmod 0600 /srv/nginx/certificate.key
  fi
  [ -e /srv/nginx/ca-certs.pem ] || cp /srv/nginx/certificate.crt /srv/nginx/ca-certs.pem
  for file in certificate.crt certificate.key ca-certs.pem dhparam.pem; do
    if [ ! -r "/srv/nginx/$file" ]; then
      echo "FATAL: /srv/nginx/$file is not readable" >&2
      return 1
    fi
  done
}

# initialise_postgres DIR [COMMAND...]: a new database cluster in DIR, made by the given command prefix. (The image has no
# locale program, which initdb mentions.)
initialise_postgres() {
  local dir=$1
  shift
  "$@" "$PGBIN/initdb" -D "$dir" --auth=trust --username=pmm --locale=C --encoding=UTF8 --no-sync \
    2> >(grep -v locale >&2) > /dev/null
}

# serve: supervisord in the place of this shell; with EXIT_AFTER the container ends after that many seconds with EXIT_CODE.
serve() {
  local after server
  after=$(fault EXIT_AFTER)
  [ -n "$after" ] || exec supervisord -n -c /etc/supervisord.conf
  supervisord -n -c /etc/supervisord.conf &
  server=$!
  trap 'kill -TERM $server; wait $server; exit 0' TERM
  sleep "$after" &
  wait $!
  kill -TERM $server
  wait $server || true
  echo "FATAL: the stand-in was told to exit" >&2
  exit "$(fault EXIT_CODE 1)"
}
