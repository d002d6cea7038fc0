package io.amphora.test;

import java.nio.file.Path;
import java.util.List;

/**
 * A system that is unpacked into a folder, with a RabbitMQ that the tests' own system
 * does not have. Its programs run with that folder as their root, and with the devices,
 * processes and temporary files of the tests' own system. The mounts that this takes are
 * theirs alone, and go with them. Needs root and Linux.
 *
 * @param root the folder
 */
record UnpackedSystem(Path root) {

	private static final String ENTER = """
			set -e
			root=$1 tmp=$2
			shift 2
			mkdir -p "$root/proc" "$root/dev" "$root$tmp"
			mount --rbind /proc "$root/proc"
			mount --rbind /dev "$root/dev"
			mount --bind "$tmp" "$root$tmp"
			exec chroot "$root" "$@"
			""";

	/** How the command line of every program begins. */
	List<String> enter() {
		return List.of("unshare", "--mount", "sh", "-c", ENTER, "enter", this.root.toString(),
				System.getProperty("java.io.tmpdir"));
	}

	/** The name of a file within the system. */
	Path inside(Path file) {
		return file.startsWith(this.root) ? Path.of("/").resolve(this.root.relativize(file)) : file;
	}

}
