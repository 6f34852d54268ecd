import { Checkbox } from '@fluentui/react-components';
import { errorTitle } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useRead, useWrite } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { useChooseLeader } from '../leadership/choose-leader.ts';

const givenRoles = ['specialist', 'owner'] as const;
type GivenRole = (typeof givenRoles)[number];

/** For the programme owner: the roles the programme gives, each saved as it is ticked, with the way back. */
export function PersonRoles({ personId, name }: { personId: string; name: string }) {
  const surface = useSurface();
  const { say } = useReader();
  const toast = useToast();
  const params = { personId };
  const { data } = useRead('GET /api/people/{personId}/roles', { params });
  const refreshes = ['GET /api/people/{personId}/roles'] as const;
  const give = useWrite('PUT /api/people/{personId}/roles', { refreshes });
  const { choose, isPending } = useChooseLeader();
  if (!data) return null;
  const save = (roles: GivenRole[], undo?: GivenRole[]) =>
    give.mutate(
      { params, body: { roles } },
      {
        onSuccess: () =>
          toast({
            text: say(undo ? 'roles.saved' : 'saved.undone', { name }),
            ...(undo && { action: { label: say('undo'), run: () => save(undo) } }),
          }),
        onError: (error) => toast({ text: errorTitle(error, say) }),
      },
    );
  const toggle = (role: GivenRole, checked: boolean) =>
    save(checked ? [...data.roles, role] : data.roles.filter((given) => given !== role), data.roles);
  return (
    <section className={surface.stack}>
      <Heading>{say('roles.title')}</Heading>
      <div>
        <Checkbox
          label={say('roles.leader')}
          checked={data.isLeader}
          disabled={isPending}
          onChange={(_, { checked }) => choose({ personId, displayName: name }, checked === true ? 'in' : 'out')}
        />
        {givenRoles.map((role) => (
          <Checkbox
            key={role}
            label={say(`roles.${role}`)}
            checked={data.roles.includes(role)}
            disabled={give.isPending}
            onChange={(_, { checked }) => toggle(role, checked === true)}
          />
        ))}
      </div>
    </section>
  );
}
