param baseName string
param location string

// A Static Web App rather than a storage website: it answers any path of the tab with the page and status 200, and sets
// the headers that let only Microsoft's hosts frame it (staticwebapp.config.json).
resource site 'Microsoft.Web/staticSites@2024-04-01' = {
  name: 'stapp-${baseName}'
  location: location
  sku: { name: 'Standard', tier: 'Standard' }
  properties: {
    provider: 'Custom'
    stagingEnvironmentPolicy: 'Disabled'
  }
}

output host string = site.properties.defaultHostname
output resourceId string = site.id
