package io.amphora.autoconfigure.test;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/**
 * Bootstrapper for {@link AmphoraTest}, which provides the properties of the test.
 */
class AmphoraTestContextBootstrapper extends TestSliceTestContextBootstrapper<AmphoraTest> {

}
