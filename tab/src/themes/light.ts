import { teamsLightTheme } from '@fluentui/react-components';

export default teamsLightTheme;
