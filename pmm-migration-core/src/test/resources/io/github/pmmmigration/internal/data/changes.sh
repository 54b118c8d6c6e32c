# Changes the awkward tree in every way that a second copy has to notice.
set -eu
echo more >> postgres14/base/1
rm postgres14/base/2
head -c 2000000 /dev/urandom > postgres14/base/new
mv grafana/plugins grafana/plugins-renamed
echo x > grafana/plugins-renamed/x
rm empty/h3
echo own > empty/h3
rm to-directory
mkdir to-directory
echo in > to-directory/file
rm -rf clickhouse/store
echo 'a file now' > clickhouse/store
rm fifo
ln -s pmm-distribution fifo
rm -rf ./--help
mkfifo ./--help
rm outside
ln -s "${OUTSIDE}2" outside
touch -h -d '2002-02-02' outside
chmod 640 setgid
if [ "$(id -u)" = 0 ]; then chown 7:7 small-sparse; fi
if setfattr -n user.pmm.test -v other pmm-distribution 2>/dev/null; then
    setfattr -n user.pmm.new -v new grafana
fi
if setfacl -b grafana 2>/dev/null; then setfacl -b pmm-distribution; fi
ln setuid setuid-again
# other content, same size, same modification time
touch -r postgres14/base/3 "$OUTSIDE.times"
head -c 30000 /dev/urandom | dd of=postgres14/base/3 conv=notrunc 2>/dev/null
touch -r "$OUTSIDE.times" postgres14/base/3
rm "$OUTSIDE.times"
truncate -s 100M large-sparse
deep=deep
for i in $(seq 119); do deep=$deep/abcdefghijklmnopqrstuvwxyz; done
echo k > "$deep/second"
touch -d 1999-09-09 "$deep"
touch -d 1998-08-08 .
