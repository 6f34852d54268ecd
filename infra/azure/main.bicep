// Everything Open Door runs on in Azure. Deployed into one resource group by `arm/deploy` in teamsapp.yml.
targetScope = 'resourceGroup'

@description('Start of every resource name: lower-case letters and digits, unique in Azure.')
@minLength(6)
@maxLength(18)
param baseName string

param location string = resourceGroup().location

@description('Static Web Apps exist in few regions; their content is served from everywhere all the same.')
@allowed(['centralus', 'eastasia', 'eastus2', 'westeurope', 'westus2'])
param tabLocation string = 'westeurope'

@description('The Teams app, which deep links name.')
param teamsAppId string

@description('The Entra app registration of the product.')
param clientId string

@secure()
param clientSecret string

@description('Comma-separated tenantId/objectId of the people who own the programme.')
param owners string

@description('The person or group who may migrate the database.')
param databaseAdministrator {
  objectId: string
  @description('The user principal name, or the display name of a group.')
  name: string
  type: 'User' | 'Group' | 'ServicePrincipal'
}

// One identity for the functions and the bot. Storage, vault, database, telemetry and the bot channel know it by role.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-${baseName}'
  location: location
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: { baseName: baseName, location: location, principalId: identity.properties.principalId }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: { baseName: baseName, location: location, principalId: identity.properties.principalId }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    baseName: baseName
    location: location
    principalId: identity.properties.principalId
    clientSecret: clientSecret
  }
}

module database 'modules/database.bicep' = {
  name: 'database'
  params: { baseName: baseName, location: location, administrator: databaseAdministrator }
}

module live 'modules/live.bicep' = {
  name: 'live'
  params: { baseName: baseName, location: location, principalId: identity.properties.principalId }
}

module tab 'modules/tab.bicep' = {
  name: 'tab'
  params: { baseName: baseName, location: tabLocation }
}

// Entra accepts an unverified host in this address because it ends with the registration's own id.
var applicationIdUri = 'api://${tab.outputs.host}/${clientId}'

module functions 'modules/functions.bicep' = {
  name: 'functions'
  params: {
    baseName: baseName
    location: location
    identityId: identity.id
    identityClientId: identity.properties.clientId
    storageName: storage.outputs.name
    packageContainerUrl: storage.outputs.packageContainerUrl
    telemetryConnectionString: monitoring.outputs.connectionString
    databaseUrl: database.outputs.url
    webPubSubUrl: live.outputs.url
    clientId: clientId
    clientSecretUri: vault.outputs.clientSecretUri
    applicationIdUri: applicationIdUri
    teamsAppId: teamsAppId
    tabUrl: 'https://${tab.outputs.host}'
    owners: owners
  }
}

module bot 'modules/bot.bicep' = {
  name: 'bot'
  params: {
    baseName: baseName
    identityId: identity.id
    identityClientId: identity.properties.clientId
    endpoint: 'https://${functions.outputs.host}/api/messages'
  }
}

// The toolkit writes each output, under its name, to env/.env.<name>; teamsapp.yml and the manifest read them there.
output API_ENDPOINT string = 'https://${functions.outputs.host}'
output API_NAME string = functions.outputs.name
output API_RESOURCE_ID string = functions.outputs.resourceId
output APPLICATION_ID_URI string = applicationIdUri
output BOT_ID string = identity.properties.clientId
output DATABASE_HOST string = database.outputs.host
output DATABASE_NAME string = database.outputs.name
output IDENTITY_OBJECT_ID string = identity.properties.principalId
output LOGIN_URL string = environment().authentication.loginEndpoint
output TAB_DOMAIN string = tab.outputs.host
output TAB_ENDPOINT string = 'https://${tab.outputs.host}'
output TAB_RESOURCE_ID string = tab.outputs.resourceId
