package io.amphora.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;

/**
 * Finds beans for a connection, by their names or by qualifiers, and creates none.
 */
final class QualifiedBeans {

	private QualifiedBeans() {
	}

	/** The name of a bean, or {@code null} if there is none, also not in a parent. */
	static @Nullable String find(ListableBeanFactory beanFactory, Class<?> type, String qualifier) {
		for (String name : BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, type, true, false)) {
			if (BeanFactoryAnnotationUtils.isQualifierMatch(qualifier::equals, name, beanFactory)) {
				return name;
			}
		}
		return null;
	}

}
