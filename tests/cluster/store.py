"""A SeaweedFS server with its S3 gateway, on the loopback only."""

import json
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import Session

from tests.cluster.ports import free_port

# Beside Python, wherever that is called from.
_WEED = Path(sys.executable).with_name("weed")
BUCKET, _PROBE = "lake", "probe"
_KEY, _SECRET = "lake", "store's own"
_SERVERS = ("master", "volume", "filer", "s3")
_PORTS = tuple(f"{server}.port{talk}" for server in _SERVERS for talk in ("", ".grpc"))


class Store:
    """Started with an empty bucket; may be killed and started again."""

    bucket = BUCKET

    def __init__(self, folder: Path, host: str = "127.0.0.1") -> None:
        self._folder, self._host = folder, host
        self._ports = {name: free_port(host) for name in _PORTS}
        (folder / "data").mkdir(parents=True)
        who = {"name": "lake", "credentials": [{"accessKey": _KEY, "secretKey": _SECRET}]}
        who["actions"] = ["Admin", "Read", "Write", "List", "Tagging"]
        (folder / "s3.json").write_text(json.dumps({"identities": [who]}))
        self.start()
        self.client().create_bucket(Bucket=BUCKET)

    @property
    def address(self) -> str:
        """Of its S3 gateway."""
        return f"http://{self._host}:{self._ports['s3.port']}"

    @property
    def variables(self) -> Mapping[str, str]:
        """What tells programs of S3 the way and the key."""
        return {
            "AWS_ACCESS_KEY_ID": _KEY,
            "AWS_SECRET_ACCESS_KEY": _SECRET,
            "AWS_ENDPOINT_URL": self.address,
            "AWS_DEFAULT_REGION": "us-east-1",
        }

    def client(self):  # type: ignore[no-untyped-def]
        """Of botocore."""
        return Session().create_client(
            "s3",
            endpoint_url=self.address,
            region_name="us-east-1",
            aws_access_key_id=_KEY,
            aws_secret_access_key=_SECRET,
            config=Config(retries={"max_attempts": 1}, connect_timeout=2, read_timeout=5),
        )

    def start(self) -> None:
        """Wait until it answers."""
        ports = [f"-{name}={port}" for name, port in self._ports.items()]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *(str(_WEED), "-logtostderr=true", "server", f"-dir={self._folder / 'data'}"),
                    *(f"-ip={self._host}", f"-ip.bind={self._host}", "-master.telemetry=false"),
                    *("-master.volumeSizeLimitMB=512", "-volume.max=100", "-filer", "-s3"),
                    *(f"-s3.config={self._folder / 's3.json'}", "-s3.port.iceberg=0", "-s3.port.lance=0"),
                    *ports,
                ],
                stdout=log,
                stderr=log,
            )
        while not self._answers():
            if self._process.poll() is not None:
                raise RuntimeError((self._folder / "log").read_text()[-2000:])
            time.sleep(0.2)

    def kill(self) -> None:
        """At once, as by a crash."""
        self._process.kill()
        self._process.wait()

    def _answers(self) -> bool:
        """It says that it is well some seconds before it takes and gives what is in its volumes."""
        client = self.client()
        with suppress(BotoCoreError, ClientError):
            client.create_bucket(Bucket=_PROBE)
        try:
            client.put_object(Bucket=_PROBE, Key="probe", Body=b"probe")
            return bool(client.get_object(Bucket=_PROBE, Key="probe")["Body"].read() == b"probe")
        except (BotoCoreError, ClientError):
            return False
