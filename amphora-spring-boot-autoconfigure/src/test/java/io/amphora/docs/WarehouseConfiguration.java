package io.amphora.docs;

import io.amphora.contract.ImportAmphoraContracts;

import org.springframework.context.annotation.Configuration;

// tag::import[]
@Configuration(proxyBeanMethods = false)
@ImportAmphoraContracts(Warehouse.class)
class WarehouseConfiguration {

}
// end::import[]
