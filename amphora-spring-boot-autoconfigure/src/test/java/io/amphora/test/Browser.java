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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

import org.springframework.util.FileSystemUtils;

/**
 * A headless Chromium that has no state of its own. Tests are skipped without one, unless
 * {@code AMPHORA_TEST_BROWSER_REQUIRED} is {@code true}.
 */
public final class Browser implements AutoCloseable {

	private final Path profile;

	private final ChromeDriver driver;

	private Browser(Path chromium, Path chromeDriver, String scheme) throws IOException {
		this.profile = Files.createTempDirectory("amphora-browser");
		ChromeOptions options = new ChromeOptions();
		options.setBinary(chromium.toFile());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
				"--disable-component-update", "--disable-sync", "--no-first-run", "--disable-dev-shm-usage",
				"--user-data-dir=" + this.profile, "--window-size=1280,860");
		if (scheme.equals("dark")) {
			options.addArguments("--force-dark-mode");
		}
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(chromeDriver.toFile())
			.usingAnyFreePort()
			.withEnvironment(homeAt(this.profile.toString()))
			.build();
		this.driver = new ChromeDriver(service, options);
	}

	/** Chromium writes some files into the user's home, whatever profile it has. */
	private static Map<String, String> homeAt(String folder) {
		return Map.of("HOME", folder, "XDG_CONFIG_HOME", folder, "XDG_CACHE_HOME", folder);
	}

	/**
	 * Start a browser, or skip the test.
	 * @return a browser
	 */
	public static Browser start() {
		return start("light");
	}

	/**
	 * Start a browser, or skip the test.
	 * @param scheme the colours that its user likes, light or dark
	 * @return a browser
	 */
	public static Browser start(String scheme) {
		Optional<Path> chromium = find("chromium", "chromium-browser", "google-chrome");
		Optional<Path> chromeDriver = find("chromedriver");
		if (chromium.isEmpty() || chromeDriver.isEmpty()) {
			String reason = "There is no chromium, or no chromedriver, on the PATH";
			if (TestSettings.browserRequired()) {
				throw new IllegalStateException(reason);
			}
			Assumptions.abort(reason);
		}
		try {
			return new Browser(chromium.orElseThrow(), chromeDriver.orElseThrow(), scheme);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Optional<Path> find(String... names) {
		return Stream.of(names)
			.flatMap((name) -> Stream.of(System.getenv("PATH").split(":")).map((folder) -> Path.of(folder, name)))
			.filter(Files::isExecutable)
			.findFirst();
	}

	public ChromeDriver driver() {
		return this.driver;
	}

	@Override
	public void close() {
		this.driver.quit();
		FileSystemUtils.deleteRecursively(this.profile.toFile());
	}

}
