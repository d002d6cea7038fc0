/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

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
