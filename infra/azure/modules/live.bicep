param baseName string
param location string

@description('The identity that tells pages of changes, and lets them connect.')
param principalId string

// Carries topics and their versions, never what changed. One unit holds 1,000 open pages; without it they ask instead.
resource service 'Microsoft.SignalRService/webPubSub@2024-03-01' = {
  name: 'wps-${baseName}'
  location: location
  sku: { name: 'Standard_S1', capacity: 1 }
  properties: {
    // Only Entra may send; the addresses of pages are good for five minutes and for their own topics.
    disableLocalAuth: true
    publicNetworkAccess: 'Enabled'
  }

  // As api/src/platform/realtime.ts names it. Nothing is forwarded to anybody.
  resource hub 'hubs' = {
    name: 'open_door'
    properties: { anonymousConnectPolicy: 'deny', eventHandlers: [] }
  }
}

var serviceOwner = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '12cf5a90-567b-43ae-8102-96cf46c7d9b4')

resource speaks 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(service.id, principalId, serviceOwner)
  scope: service
  properties: { principalId: principalId, principalType: 'ServicePrincipal', roleDefinitionId: serviceOwner }
}

output url string = 'https://${service.properties.hostName}'
