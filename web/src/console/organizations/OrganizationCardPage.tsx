import { Button } from '@mantine/core';
import { IconBan, IconLock, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import {
  changeOrganization,
  deleteOrganization,
  organizationQuery,
  setOrganizationBlock,
  setSignInLock,
} from '../../api/organizations.ts';
import type { Organization } from '../../api/types.ts';
import { useMay } from '../../app/may.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { CardHead } from '../../ui/CardHead.tsx';
import { CardTabs } from '../../ui/CardTabs.tsx';
import { BlockDialog } from '../../ui/dialogs/BlockDialog.tsx';
import { TypedConfirm } from '../../ui/dialogs/TypedConfirm.tsx';
import { FormFrame } from '../../ui/form/FormFrame.tsx';
import { useSaving } from '../../ui/form/useSaving.ts';
import { Blocks } from '../../ui/status/Blocks.tsx';
import { When } from '../../ui/status/When.tsx';
import { useWords } from '../../ui/useWords.ts';
import { BackLink } from '../BackLink.tsx';
import { FormAndFacts } from '../FormAndFacts.tsx';
import { OrganizationFolders } from './folders/OrganizationFolders.tsx';
import { OrganizationBalance } from './OrganizationBalance.tsx';
import { AskBilling, BillingSays } from './OrganizationBilling.tsx';
import { OrganizationCameras } from './OrganizationCameras.tsx';
import { OrganizationDevices } from './OrganizationDevices.tsx';
import { OrganizationFields } from './OrganizationFields.tsx';
import { OrganizationGuests } from './OrganizationGuests.tsx';
import { OrganizationInvoices } from './OrganizationInvoices.tsx';
import { OrganizationKeys } from './OrganizationKeys.tsx';
import { OrganizationMembers } from './OrganizationMembers.tsx';
import { OrganizationPlans } from './OrganizationPlans.tsx';
import { OrganizationPresets } from './OrganizationPresets.tsx';
import { OrganizationSites } from './OrganizationSites.tsx';
import { OrganizationUsage } from './OrganizationUsage.tsx';
import { type OrganizationValues, organizationChange, organizationValues } from './organizationForm.ts';

export function OrganizationCardPage() {
  const { organizationId } = useParams({ from: inConsole(paths.organization) });
  const { data } = useQuery(organizationQuery(organizationId));
  return data === undefined ? null : <Card key={data.id} organization={data} />;
}

function Card({ organization }: { organization: Organization }) {
  const { t, a } = useWords();
  const { tab = 'general' } = useSearch({ from: inConsole(paths.organization) });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [dialog, setDialog] = useState<'block' | 'lock' | 'delete'>();
  const { id } = organization;
  const params = { organizationId: id };
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['organizations'] }),
      queries.invalidateQueries({ queryKey: ['cameras'] }),
      queries.invalidateQueries({ queryKey: ['users'] }),
    ]);
  const busy = organization.cameraCount + organization.lockCount + organization.userCount > 0;

  return (
    <>
      <CardHead
        title={organization.title}
        id={id}
        back={<BackLink to={paths.organizations} label={t('pages.organizations')} />}
        actions={
          <>
            {!organization.blocks.some(({ source }) => source === 'administrator') && (
              <Button variant="default" leftSection={<IconBan size={16} />} onClick={() => setDialog('block')}>
                {t('block.block')}
              </Button>
            )}
            {!organization.signInBlocks.some(({ source }) => source === 'administrator') && (
              <Button variant="default" leftSection={<IconLock size={16} />} onClick={() => setDialog('lock')}>
                {t('organization.lockSignIn')}
              </Button>
            )}
            {!organization.isDefault && (
              <Button
                variant="default"
                c="var(--mantine-color-error)"
                leftSection={<IconTrash size={16} />}
                onClick={() => setDialog('delete')}
              >
                {a('actions.delete')}
              </Button>
            )}
          </>
        }
      />
      <Blocks
        blocks={organization.blocks}
        onLift={(source) => setOrganizationBlock(id, source, undefined).then(refresh)}
      />
      <Blocks signIn blocks={organization.signInBlocks} onLift={() => setSignInLock(id, undefined).then(refresh)} />
      <CardTabs
        value={tab}
        onChange={(next) =>
          void navigate({
            to: paths.organization,
            params,
            search: { tab: next === 'general' ? undefined : next },
            replace: true,
          })
        }
        tabs={[
          { value: 'general', label: t('tabs.general'), content: () => <General organization={organization} /> },
          { value: 'cameras', label: t('tabs.cameras'), content: () => <OrganizationCameras organizationId={id} /> },
          { value: 'members', label: t('tabs.members'), content: () => <OrganizationMembers organizationId={id} /> },
          { value: 'devices', label: t('tabs.devices'), content: () => <OrganizationDevices organizationId={id} /> },
          { value: 'keys', label: t('tabs.keys'), content: () => <OrganizationKeys organizationId={id} /> },
          { value: 'guests', label: t('guest.guests'), content: () => <OrganizationGuests organizationId={id} /> },
          { value: 'folders', label: t('tabs.folders'), content: () => <OrganizationFolders organizationId={id} /> },
          { value: 'sites', label: t('tabs.sites'), content: () => <OrganizationSites organizationId={id} /> },
          { value: 'presets', label: t('tabs.presets'), content: () => <OrganizationPresets organizationId={id} /> },
          { value: 'plans', label: t('tabs.plans'), content: () => <OrganizationPlans organizationId={id} /> },
          { value: 'usage', label: t('tabs.usage'), content: () => <OrganizationUsage organizationId={id} /> },
          { value: 'balance', label: t('tabs.balance'), content: () => <OrganizationBalance organizationId={id} /> },
          { value: 'invoices', label: t('tabs.invoices'), content: () => <OrganizationInvoices organizationId={id} /> },
        ]}
      />
      {dialog === 'block' && (
        <BlockDialog
          title={t('organization.blockTitle')}
          text={t('organization.blockText')}
          onBlock={(reason) => setOrganizationBlock(id, 'administrator', reason).then(refresh)}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog === 'lock' && (
        <BlockDialog
          title={t('organization.lockTitle')}
          text={t('organization.lockText')}
          confirm={t('organization.lockSignIn')}
          onBlock={(reason) => setSignInLock(id, reason).then(refresh)}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog === 'delete' && (
        <TypedConfirm
          title={t('organization.deleteTitle')}
          text={
            busy
              ? t('organization.deleteBusy', {
                  cameras: organization.cameraCount,
                  locks: organization.lockCount,
                  users: organization.userCount,
                })
              : t('organization.deleteText')
          }
          word={organization.title}
          confirm={a('actions.delete')}
          action={async () => {
            await deleteOrganization(id, busy);
            await navigate({ to: paths.organizations, search: {}, ignoreBlocker: true });
            await refresh();
          }}
          onClose={() => setDialog(undefined)}
        />
      )}
    </>
  );
}

function General({ organization }: { organization: Organization }) {
  const { t } = useWords();
  const mayManage = useMay('organizations.manage');
  const [before, setBefore] = useState(() => organizationValues(organization));
  const form = useForm<OrganizationValues>({ defaultValues: before });
  const saving = useSaving(form, {
    save: (values) => changeOrganization(organization.id, organizationChange(before, values)),
    refresh: ['organizations'],
    onSaved: (saved) => {
      setBefore(organizationValues(saved));
      form.reset(organizationValues(saved));
    },
  });
  return (
    <FormAndFacts
      facts={[
        [t('organization.created'), <When key="created" at={organization.createdAt} />],
        [t('connector.says'), <BillingSays key="says" blocks={organization.blocks} />],
      ]}
      aside={
        organization.outsideUid !== null && <AskBilling key={organization.outsideUid} uid={organization.outsideUid} />
      }
    >
      <FormFrame {...saving} may={mayManage} onReset={() => form.reset()}>
        <OrganizationFields form={form} />
      </FormFrame>
    </FormAndFacts>
  );
}
