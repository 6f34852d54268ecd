import { z } from 'zod';

/**
 * What the Microsoft 365 Agents Toolkit accepts in teamsapp.yml, version v1.9, for the actions used here. Restated from
 * the toolkit's own JSON schema (OfficeDev/microsoft-365-agents-toolkit,
 * packages/fx-core/resource/yaml-schema/v1.9/yaml.schema.json); a new action is added here from there.
 */

const variable = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/)
  .max(256);
const secretVariable = z
  .string()
  .regex(/^SECRET_[A-Z0-9_]+$/)
  .max(256);
const described = { name: z.string().optional(), env: z.record(z.string(), z.string()).optional() };
const appPackagePath = z.string();

function action<Uses extends string, With extends z.ZodRawShape>(uses: Uses, parameters: With) {
  return z.strictObject({ ...described, uses: z.literal(uses), with: z.strictObject(parameters) });
}

const actions = z.discriminatedUnion('uses', [
  action('teamsApp/create', { name: z.string() }).extend({
    writeToEnvironmentFile: z.strictObject({ teamsAppId: variable, teamsAppTenantId: variable.optional() }),
  }),
  action('aadApp/create', {
    name: z.string(),
    generateClientSecret: z.literal(true),
    signInAudience: z.enum(['AzureADMyOrg', 'AzureADMultipleOrgs']),
  }).extend({
    writeToEnvironmentFile: z.strictObject({ clientId: variable, clientSecret: secretVariable, objectId: variable }),
  }),
  action('aadApp/update', { manifestPath: z.string(), outputFilePath: z.string() }),
  action('arm/deploy', {
    subscriptionId: z.string(),
    resourceGroupName: z.string(),
    bicepCliVersion: z.string().optional(),
    templates: z.array(z.strictObject({ path: z.string(), parameters: z.string(), deploymentName: z.string() })),
  }),
  // The only one of these that takes neither name nor env.
  z.strictObject({
    uses: z.literal('azureStaticWebApps/getDeploymentToken'),
    with: z.strictObject({ resourceId: z.string() }),
    writeToEnvironmentFile: z.strictObject({ deploymentToken: variable }),
  }),
  action('teamsApp/zipAppPackage', { manifestPath: z.string(), outputZipPath: z.string(), outputFolder: z.string() }),
  action('teamsApp/validateAppPackage', { appPackagePath }),
  action('teamsApp/update', { appPackagePath }),
  action('teamsApp/publishAppPackage', { appPackagePath }).extend({
    writeToEnvironmentFile: z.strictObject({ publishedAppId: variable }),
  }),
  action('cli/runNpmCommand', { args: z.string(), workingDirectory: z.string().optional() }),
  action('cli/runNpxCommand', { args: z.string(), workingDirectory: z.string().optional() }),
  action('azureFunctions/zipDeploy', {
    artifactFolder: z.string(),
    resourceId: z.string(),
    dryRun: z.boolean().optional(),
    outputZipFile: z.string().optional(),
  }),
  action('script', { run: z.string(), timeout: z.number().optional() }),
]);

export type Action = z.infer<typeof actions>;

export const project = z.strictObject({
  version: z.literal('v1.9'),
  environmentFolderPath: z.string(),
  provision: z.array(actions),
  deploy: z.array(actions),
  publish: z.array(actions),
});
