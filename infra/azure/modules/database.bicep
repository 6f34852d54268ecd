param baseName string
param location string

param administrator {
  objectId: string
  name: string
  type: 'User' | 'Group' | 'ServicePrincipal'
}

var databaseName = 'open_door'

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: 'psql-${baseName}'
  location: location
  // 429 connections: room for 40 function instances with a pool of ten each.
  sku: { name: 'Standard_B2s', tier: 'Burstable' }
  properties: {
    version: '16'
    storage: { storageSizeGB: 32, autoGrow: 'Enabled' }
    backup: { backupRetentionDays: 14, geoRedundantBackup: 'Disabled' }
    highAvailability: { mode: 'Disabled' }
    authConfig: { activeDirectoryAuth: 'Enabled', passwordAuth: 'Disabled', tenantId: tenant().tenantId }
  }

  resource database 'databases' = {
    name: databaseName
    properties: { charset: 'UTF8', collation: 'en_US.utf8' }
  }
}

// The migrations create these; Azure wants each named first.
resource extensions 'Microsoft.DBforPostgreSQL/flexibleServers/configurations@2024-08-01' = {
  parent: server
  name: 'azure.extensions'
  properties: { value: 'btree_gist', source: 'user-override' }
  dependsOn: [server::database]
}

// A plan without a network of its own calls from any Azure address; every connection still needs TLS and an Entra token.
resource fromAzure 'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules@2024-08-01' = {
  parent: server
  name: 'azure'
  properties: { startIpAddress: '0.0.0.0', endIpAddress: '0.0.0.0' }
  dependsOn: [extensions]
}

// One after the other: the server refuses two changes at once.
resource administers 'Microsoft.DBforPostgreSQL/flexibleServers/administrators@2024-08-01' = {
  parent: server
  name: administrator.objectId
  properties: {
    principalName: administrator.name
    principalType: administrator.type
    tenantId: tenant().tenantId
  }
  dependsOn: [fromAzure]
}

output host string = server.properties.fullyQualifiedDomainName
output name string = databaseName
// No password: the functions sign in as this role with a token of their identity.
output url string = 'postgres://open_door_app@${server.properties.fullyQualifiedDomainName}:5432/${databaseName}?sslmode=verify-full'
