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
				|| reader.getAnnotationMetadata().hasAnnotation(AmphoraContract.class.getName())) {
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
