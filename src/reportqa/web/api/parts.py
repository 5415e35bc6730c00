"""What the routes of the API share; one a process."""

from __future__ import annotations

from dataclasses import dataclass

from reportqa.web.api.asking import Asking
from reportqa.web.api.metrics import Metrics
from reportqa.web.api.origins import Origins
from reportqa.web.api.pause import PauseSwitch
from reportqa.web.api.proof import Proof
from reportqa.web.api.signing import Signer, load_secret
from reportqa.web.quota import Quota
from reportqa.web.site import Site

PREFIX = "/api/v1"


@dataclass(frozen=True, slots=True)
class Parts:
    """The site with what only programs and the widget need."""

    site: Site
    asking: Asking
    verdicts: Quota
    proof: Proof
    pause: PauseSwitch
    origins: Origins
    metrics: Metrics

    @classmethod
    def of(cls, site: Site) -> Parts:
        """Make the parts from the site's settings.

        Raises:
            ReportQAError: the signing secret can be neither read nor made.

        """
        settings = site.settings.api
        secret = load_secret(settings.secret, settings.secret_file)
        metrics = Metrics()
        return cls(
            site=site,
            asking=Asking(site, Signer(secret, settings.after_hours), metrics),
            verdicts=site.verdicts,
            proof=Proof(secret, settings.proof_numbers),
            pause=PauseSwitch(settings),
            origins=Origins(settings.allowed_origins, settings.public_url),
            metrics=metrics,
        )

    def path(self, path: str) -> str:
        """Return the address of an API path from the root of this host."""
        return self.site.addresses.to(PREFIX + path)
