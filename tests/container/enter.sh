# Starts a command in an image's files as a container engine does with --read-only and --cap-drop ALL: in mount and pid
# namespaces of its own (`unshare` made them), each volume a folder of this machine or else filled from the image, as a
# user without a name.
#   sh enter.sh ROOT USER FOLDER "VOLUME= VOLUME=FOLDER ..." NAME=VALUE ... COMMAND ...
set -eu
root=$1 user=$2 folder=$3 volumes=$4
shift 4
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
for volume in $volumes; do
  place=$root${volume%%=*} source=${volume#*=}
  mkdir -p "$place"
  if [ -n "$source" ]; then
    mount --bind "$source" "$place"
    continue
  fi
  filled=$(mktemp -d)
  mount -t tmpfs tmpfs "$filled"
  cp -a "$place/." "$filled"
  mount --move "$filled" "$place"
  rmdir "$filled"
done
mount -o remount,bind,ro "$root"
exec env -i PATH="$PATH" setpriv --no-new-privs chroot --userspec="$user" --groups= "$root" env -C "$folder" "$@"
