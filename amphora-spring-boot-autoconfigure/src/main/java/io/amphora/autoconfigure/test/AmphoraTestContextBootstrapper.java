package io.amphora.autoconfigure.test;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/**
 * Takes the properties from {@link AmphoraTest}.
 */
class AmphoraTestContextBootstrapper extends TestSliceTestContextBootstrapper<AmphoraTest> {

}
