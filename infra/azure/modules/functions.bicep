param baseName string
param location string
param identityId string
param identityClientId string
param storageName string
param packageContainerUrl string
param telemetryConnectionString string
param databaseUrl string
param webPubSubUrl string
param clientId string
param clientSecretUri string
param applicationIdUri string
param teamsAppId string
param tabUrl string
param owners string

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${baseName}'
  location: location
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-${baseName}'
  location: location
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    functionAppConfig: {
      runtime: { name: 'node', version: '22' }
      scaleAndConcurrency: { maximumInstanceCount: 40, instanceMemoryMB: 2048 }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainerUrl
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      // The tab is served from another origin. It sends its token in a header, never a cookie.
      cors: { allowedOrigins: [tabUrl], supportCredentials: false }
    }
  }

  // Uploads are signed in to with Entra only.
  resource publishing 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: {
      // The Functions host, telemetry and the identity library.
      AzureWebJobsStorage__accountName: storageName
      AzureWebJobsStorage__clientId: identityClientId
      AzureWebJobsStorage__credential: 'managedidentity'
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
      APPLICATIONINSIGHTS_CONNECTION_STRING: telemetryConnectionString
      AZURE_CLIENT_ID: identityClientId
      // The product, as api/src/platform/config.ts reads it.
      API_URL: 'https://${app.properties.defaultHostName}'
      APPLICATION_ID_URI: applicationIdUri
      TEAMS_APP_ID: teamsAppId
      AUTHORITY: environment().authentication.loginEndpoint
      BOT_ID: identityClientId
      BOT_TENANT_ID: tenant().tenantId
      CLIENT_ID: clientId
      CLIENT_SECRET: '@Microsoft.KeyVault(SecretUri=${clientSecretUri})'
      DATABASE_URL: databaseUrl
      OWNERS: owners
      PUBLIC_URL: tabUrl
      WEB_PUBSUB_URL: webPubSubUrl
    }
  }
}

output host string = app.properties.defaultHostName
output name string = app.name
output resourceId string = app.id
