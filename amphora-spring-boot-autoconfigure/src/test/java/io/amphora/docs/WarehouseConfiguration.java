package io.amphora.docs;

// tag::import[]
import io.amphora.contract.ImportAmphoraContracts;

import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ImportAmphoraContracts(Warehouse.class)
class WarehouseConfiguration {

}
// end::import[]
