package dev.orderplatform.tools.scaffold.service;

/**
 * What is to be made.
 *
 * @param global one instance for all regions, instead of one in each
 * @param port of the instance, or of that in the first region
 */
record NewServicePlan(ServiceName name, boolean global, int port) {}
