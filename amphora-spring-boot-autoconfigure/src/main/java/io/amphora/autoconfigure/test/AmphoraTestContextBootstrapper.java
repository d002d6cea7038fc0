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

package io.amphora.autoconfigure.test;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.util.StringUtils;

/**
 * Bootstrapper for {@link AmphoraTest}, which provides the properties of the test.
 */
class AmphoraTestContextBootstrapper extends TestSliceTestContextBootstrapper<AmphoraTest> {

	/**
	 * Adds the property of the embedded broker, which is needed before other properties
	 * of annotations are added.
	 */
	@Override
	protected String @Nullable [] getProperties(Class<?> testClass) {
		String[] properties = super.getProperties(testClass);
		AmphoraTest annotation = TestContextAnnotationUtils.findMergedAnnotation(testClass, AmphoraTest.class);
		return (annotation != null) ? StringUtils.concatenateStringArrays(
				new String[] { "amphora.embedded.enabled=" + annotation.embedded() }, properties) : properties;
	}

}
