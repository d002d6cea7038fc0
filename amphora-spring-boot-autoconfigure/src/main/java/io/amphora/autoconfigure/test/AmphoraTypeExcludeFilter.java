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

import java.io.IOException;
import java.util.Set;

import io.amphora.annotation.AmphoraContract;
import io.amphora.annotation.AmphoraFunction;
import io.amphora.annotation.TunesFunction;
import io.amphora.contract.ImportAmphoraContracts;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * Includes the components that {@link AmphoraTest} focuses on.
 */
final class AmphoraTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<AmphoraTest> {

	AmphoraTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
	}

	@Override
	protected Set<Class<?>> getKnownIncludes() {
		return Set.of(TunesFunction.class, ImportAmphoraContracts.class);
	}

	@Override
	protected boolean defaultInclude(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
		return super.defaultInclude(reader, factory) || hasFunctions(reader, factory);
	}

	private static boolean hasFunctions(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
		if (reader.getAnnotationMetadata().hasAnnotatedMethods(AmphoraFunction.class.getName())
				|| reader.getAnnotationMetadata().isAnnotated(AmphoraContract.class.getName())) {
			return true;
		}
		for (String name : reader.getClassMetadata().getInterfaceNames()) {
			if (!name.startsWith("java.") && hasFunctions(factory.getMetadataReader(name), factory)) {
				return true;
			}
		}
		String superClass = reader.getClassMetadata().getSuperClassName();
		return superClass != null && !superClass.startsWith("java.")
				&& hasFunctions(factory.getMetadataReader(superClass), factory);
	}

}
