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
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;

import javax.security.auth.x500.X500Principal;

import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import org.springframework.util.FileSystemUtils;

/**
 * A certificate authority of a test, and certificates of it, as PEM files. There is one
 * for the server {@code localhost}; others are issued on demand. They are deleted when
 * the JVM exits, so that a test class can be repeated.
 */
public final class TestCertificates implements AutoCloseable {

	private static final AtomicLong serialNumbers = new AtomicLong(1);

	private final Path folder;

	private final Runnable ending = this::close;

	private final KeyPair authorityKeys = keys();

	private final X500Principal authorityName = new X500Principal("CN=test authority");

	public TestCertificates() {
		try {
			this.folder = Files.createTempDirectory("amphora-certificates-");
			write("authority.pem",
					sign(this.authorityName, this.authorityKeys, new BasicConstraints(true), "authority"));
			issue("server", "localhost", "localhost");
			LeftOvers.endAtExit(this.ending);
		}
		catch (IOException | GeneralSecurityException | OperatorCreationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Issue a certificate.
	 * @param name what its files are called
	 * @param commonName whom it names
	 * @param host for which host it is good
	 * @throws IOException if it cannot be written
	 */
	public void issue(String name, String commonName, String host) throws IOException {
		try {
			KeyPair keys = keys();
			write(name + ".pem", sign(new X500Principal("CN=" + commonName), keys, new BasicConstraints(false), host));
			write(name + ".key", new JcaPKCS8Generator(keys.getPrivate(), null).generate());
		}
		catch (GeneralSecurityException | OperatorCreationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private X509Certificate sign(X500Principal subject, KeyPair keys, BasicConstraints constraints, String host)
			throws IOException, GeneralSecurityException, OperatorCreationException {
		Instant now = Instant.now();
		var builder = new JcaX509v3CertificateBuilder(this.authorityName,
				BigInteger.valueOf(serialNumbers.getAndIncrement()), Date.from(now.minus(Duration.ofHours(1))),
				Date.from(now.plus(Duration.ofDays(1))), subject, keys.getPublic());
		builder.addExtension(Extension.basicConstraints, true, constraints);
		builder.addExtension(Extension.subjectAlternativeName, false,
				new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
		PrivateKey signer = this.authorityKeys.getPrivate();
		return new JcaX509CertificateConverter()
			.getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
	}

	private static KeyPair keys() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp256r1"));
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void write(String file, Object content) throws IOException {
		StringWriter text = new StringWriter();
		try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
			writer.writeObject(content);
		}
		Files.writeString(this.folder.resolve(file), text.toString());
	}

	/**
	 * The certificate to trust.
	 * @return a PEM file
	 */
	public Path authority() {
		return this.folder.resolve("authority.pem");
	}

	/**
	 * A certificate.
	 * @param name what it was issued as
	 * @return a PEM file
	 */
	public Path certificate(String name) {
		return this.folder.resolve(name + ".pem");
	}

	/**
	 * The private key of a certificate.
	 * @param name what the certificate was issued as
	 * @return a PEM file
	 */
	public Path key(String name) {
		return this.folder.resolve(name + ".key");
	}

	/**
	 * How an application is told of an SSL bundle that trusts this authority.
	 * @param bundle the name of the bundle
	 * @return {@code name=value} pairs
	 */
	public String[] trust(String bundle) {
		return new String[] { "spring.ssl.bundle.pem." + bundle + ".truststore.certificate=file:" + authority() };
	}

	/**
	 * How an application is told of an SSL bundle with a certificate of its own.
	 * @param bundle the name of the bundle
	 * @param name what the certificate was issued as
	 * @return {@code name=value} pairs
	 */
	public String[] identity(String bundle, String name) {
		String keyStore = "spring.ssl.bundle.pem." + bundle + ".keystore.";
		return new String[] { keyStore + "certificate=file:" + certificate(name),
				keyStore + "private-key=file:" + key(name) };
	}

	@Override
	public void close() {
		try {
			FileSystemUtils.deleteRecursively(this.folder);
			LeftOvers.ended(this.ending);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
